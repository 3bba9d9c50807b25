package io.github.bootcluster.autoconfigure.cache;

import java.time.DayOfWeek;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterAddress;
import io.github.bootcluster.MessageLostException;
import io.github.bootcluster.TestCluster;
import io.github.bootcluster.cache.CacheCleared;
import io.github.bootcluster.cache.CacheEvicted;
import io.github.bootcluster.cache.RecordingMessenger;
import io.github.bootcluster.event.ClusterMessageEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.support.AopUtils;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.cache.actuate.endpoint.CachesEndpoint;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.CachesEndpointAutoConfiguration;
import org.springframework.boot.cache.autoconfigure.metrics.CacheMetricsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.cache.support.CompositeCacheManager;
import org.springframework.cache.support.SimpleCacheManager;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.ResolvableType;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClusterCacheAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ClusterCacheAutoConfigurationTests {

	private static final String EVERYWHERE = "cluster.caches.evict-everywhere=true";

	private static final List<Class<? extends CacheManager>> MANAGERS = List.of(ConcurrentMapCacheManager.class,
			CaffeineCacheManager.class);

	private final RecordingMessenger messenger = new RecordingMessenger();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ClusterCacheAutoConfiguration.class, CacheAutoConfiguration.class))
		.withUserConfiguration(CachingConfiguration.class)
		.withBean(RecordingMessenger.class, () -> this.messenger)
		.withPropertyValues("spring.cache.type=simple");

	private final ApplicationContextRunner workerRunner = this.contextRunner
		.withBean(Cluster.class, TestCluster::worker)
		.withPropertyValues(EVERYWHERE);

	@ParameterizedTest
	@FieldSource("MANAGERS")
	void evictedEntryIsBroadcast(Class<? extends CacheManager> manager) {
		worker(manager).run((context) -> {
			Library library = context.getBean(Library.class);
			library.find("a");
			library.remove("a");
			assertThat(library.find("a")).isEqualTo("a 2");
			assertThat(this.messenger.getBroadcasts()).containsExactly(evicted("STRING:a"));
		});
	}

	@ParameterizedTest
	@FieldSource("MANAGERS")
	void clearedCacheIsBroadcast(Class<? extends CacheManager> manager) {
		worker(manager).run((context) -> {
			Library library = context.getBean(Library.class);
			library.removeAll();
			library.removeAllFirst();
			assertThat(this.messenger.getBroadcasts()).containsExactly(cleared(), cleared());
		});
	}

	@ParameterizedTest
	@FieldSource("MANAGERS")
	void filledCacheIsNotBroadcast(Class<? extends CacheManager> manager) {
		worker(manager).run((context) -> {
			Library library = context.getBean(Library.class);
			library.find("a");
			library.findOnce("b");
			library.put("c");
			books(context).put("d", 1);
			books(context).putIfAbsent("e", 1);
			assertThat(this.messenger.getBroadcasts()).isEmpty();
			assertThat(library.find("c")).isEqualTo("c");
		});
	}

	@ParameterizedTest
	@FieldSource("MANAGERS")
	void keyOfOtherTypeIsBroadcastAsClearedCache(Class<? extends CacheManager> manager) {
		worker(manager).run((context) -> {
			books(context).evict(DayOfWeek.MONDAY);
			assertThat(this.messenger.getBroadcasts()).containsExactly(cleared());
		});
	}

	@ParameterizedTest
	@FieldSource("MANAGERS")
	void receivedKeyIsEvictedAndNotBroadcast(Class<? extends CacheManager> manager) {
		worker(manager).run((context) -> {
			SimpleKey key = new SimpleKey("a", 1L, null);
			books(context).put(key, 1);
			books(context).put("b", 1);
			receive(context, evicted("SIMPLE_KEY", "STRING:a", "LONG:1", "NULL"));
			assertThat(books(context).get(key)).isNull();
			assertThat(books(context).get("b")).isNotNull();
			assertThat(this.messenger.getBroadcasts()).isEmpty();
		});
	}

	@ParameterizedTest
	@FieldSource("MANAGERS")
	void receivedClearingClearsAndIsNotBroadcast(Class<? extends CacheManager> manager) {
		worker(manager).run((context) -> {
			books(context).put("a", 1);
			receive(context, cleared());
			assertThat(books(context).get("a")).isNull();
			assertThat(this.messenger.getBroadcasts()).isEmpty();
		});
	}

	@Test
	void receivedKeyThatCannotBeReadClears() {
		this.workerRunner.run((context) -> {
			books(context).put("a", 1);
			receive(context, evicted("com.example.Isbn:1"));
			assertThat(books(context).get("a")).isNull();
			assertThat(this.messenger.getBroadcasts()).isEmpty();
		});
	}

	@ParameterizedTest
	@FieldSource("MANAGERS")
	void receivedNameThatIsUnknownCreatesNoCache(Class<? extends CacheManager> manager) {
		worker(manager).run((context) -> {
			receive(context, evicted("STRING:a"));
			receive(context, cleared());
			receive(context, new CacheCleared("otherManager", "books"));
			assertThat(context.getBean(CacheManager.class).getCacheNames()).isEmpty();
		});
	}

	@ParameterizedTest
	@FieldSource("MANAGERS")
	void managerAndCachesKeepTheirTypes(Class<? extends CacheManager> manager) {
		worker(manager).run((context) -> {
			assertThat(context).hasSingleBean(manager);
			assertThat(books(context)).isSameAs(books(context));
			assertThat(books(context).getClass().getSuperclass().getName() + "Manager").isEqualTo(manager.getName());
		});
	}

	@ParameterizedTest
	@FieldSource("MANAGERS")
	void resetOfManagerIsBroadcast(Class<? extends CacheManager> manager) {
		worker(manager).run((context) -> {
			books(context).put("a", 1);
			context.getBean(CacheManager.class).resetCaches();
			assertThat(books(context).get("a")).isNull();
			assertThat(this.messenger.getBroadcasts()).containsExactly(cleared());
		});
	}

	@Test
	void cacheThatManagerHasReplacedIsNotKept() {
		this.workerRunner.run((context) -> {
			Cache before = books(context);
			context.getBean(ConcurrentMapCacheManager.class).removeCache("books");
			before.put("a", 1);
			assertThat(books(context)).isNotSameAs(before);
			assertThat(books(context).get("a")).isNull();
		});
	}

	@Test
	void cacheThatManagerDoesNotHaveIsNotThere() {
		this.workerRunner.withPropertyValues("spring.cache.cache-names=films")
			.run((context) -> assertThat(context.getBean(CacheManager.class).getCache("books")).isNull());
	}

	@Test
	void whenMessengerFailsEvictsHere(CapturedOutput output) {
		this.messenger.setOutcome(
				(payload) -> CompletableFuture.failedFuture(new MessageLostException(ClusterAddress.worker(2))));
		this.workerRunner.run((context) -> {
			Library library = context.getBean(Library.class);
			library.find("a");
			library.remove("a");
			assertThat(library.find("a")).isEqualTo("a 2");
			assertThat(output).containsOnlyOnce("Cache 'books' was evicted here but not on all other workers");
		});
	}

	@Test
	void severalManagersAreToldApart() {
		this.workerRunner.withUserConfiguration(SeveralManagersConfiguration.class).run((context) -> {
			Cache first = context.getBean("firstManager", CacheManager.class).getCache("books");
			Cache second = context.getBean("secondManager", CacheManager.class).getCache("books");
			first.put("a", 1);
			second.put("a", 1);
			receive(context, new CacheEvicted("secondManager", "books", List.of("STRING:a")));
			assertThat(first.get("a")).isNotNull();
			assertThat(second.get("a")).isNull();
			context.getBean("compositeManager", CacheManager.class).getCache("books").clear();
			assertThat(this.messenger.getBroadcasts()).containsExactly(new CacheCleared("firstManager", "books"));
		});
	}

	@Test
	void managersOfOtherTypesAreLeftAlone() {
		this.workerRunner.withBean(SimpleCacheManager.class, SimpleCacheManager::new)
			.run((context) -> assertThat(AopUtils.isAopProxy(context.getBean(SimpleCacheManager.class))).isFalse());
	}

	@Test
	void managerOfFinalClassIsLeftAlone(CapturedOutput output) {
		this.workerRunner.withBean("finalManager", FinalManager.class, FinalManager::new).run((context) -> {
			assertThat(context.getBean("finalManager")).isExactlyInstanceOf(FinalManager.class);
			assertThat(output).contains("'finalManager'").contains("FinalManager is final");
		});
	}

	@Test
	void whenStandaloneNothingIsWrapped() {
		this.contextRunner.withBean(Cluster.class, TestCluster::standalone)
			.withPropertyValues(EVERYWHERE)
			.run((context) -> {
				assertThat(context.getBean(CacheManager.class)).isExactlyInstanceOf(ConcurrentMapCacheManager.class);
				books(context).clear();
				assertThat(this.messenger.getBroadcasts()).isEmpty();
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "cluster.workers=2", "cluster.caches.evict-everywhere=false" })
	void whenNotAskedForNothingIsThere(String property) {
		this.contextRunner.withBean(Cluster.class, TestCluster::worker).withPropertyValues(property).run((context) -> {
			assertThat(context).doesNotHaveBean("clusterCacheEvictionListener")
				.doesNotHaveBean("clusterConcurrentMapCacheManagerPostProcessor");
			assertThat(context.getBean(CacheManager.class)).isExactlyInstanceOf(ConcurrentMapCacheManager.class);
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { Caffeine.class, CaffeineCacheManager.class })
	void whenCaffeineIsAbsentSimpleCachesAreBroadcast(Class<?> absent) {
		new ApplicationContextRunner().withUserConfiguration(ImportingConfiguration.class)
			.withBean(Cluster.class, TestCluster::worker)
			.withBean(RecordingMessenger.class, () -> this.messenger)
			.withPropertyValues(EVERYWHERE)
			.withClassLoader(new FilteredClassLoader(absent))
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean("clusterCaffeineCacheManagerPostProcessor");
				books(context).clear();
				assertThat(this.messenger.getBroadcasts()).containsExactly(cleared());
			});
	}

	@Test
	void whenThereIsNoCacheManagerStarts() {
		this.workerRunner.withPropertyValues("spring.cache.type=none")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void noBeanIsCreatedTooEarly(CapturedOutput output) {
		this.workerRunner.run((context) -> {
			books(context).evict(DayOfWeek.MONDAY);
			assertThat(output).contains("Cache 'books' is cleared");
			assertThat(output).doesNotContain("not eligible for getting processed");
		});
	}

	@ParameterizedTest
	@FieldSource("MANAGERS")
	void endpointClearsEverywhere(Class<? extends CacheManager> manager) {
		worker(manager).withConfiguration(AutoConfigurations.of(CachesEndpointAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=caches")
			.run((context) -> {
				books(context);
				context.getBean(CachesEndpoint.class).clearCaches();
				assertThat(this.messenger.getBroadcasts()).containsExactly(cleared());
			});
	}

	@Test
	void metricsOfCaffeineAreBound() {
		worker(CaffeineCacheManager.class).withConfiguration(AutoConfigurations.of(CacheMetricsAutoConfiguration.class))
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withPropertyValues("spring.cache.cache-names=books", "spring.cache.caffeine.spec=recordStats")
			.run((context) -> {
				books(context).get("a");
				assertThat(context.getBean(MeterRegistry.class)
					.get("cache.gets")
					.tags("name", "books", "cache.manager", "cacheManager", "result", "miss")
					.functionCounter()
					.count()).isEqualTo(1);
			});
	}

	@Test
	void contextIsProcessedAheadOfTime() {
		InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get("com.example", "Application")), files);
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		TestPropertyValues.of(EVERYWHERE).applyTo(context);
		context.register(CachingConfiguration.class, ImportingConfiguration.class);
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		generation.writeGeneratedContent();
		assertThat(files.getGeneratedFiles(Kind.SOURCE).keySet())
			.anyMatch((name) -> name.contains("ClusterCacheAutoConfiguration"));
	}

	private ApplicationContextRunner worker(Class<? extends CacheManager> manager) {
		return (manager == CaffeineCacheManager.class)
				? this.workerRunner.withPropertyValues("spring.cache.type=caffeine") : this.workerRunner;
	}

	private static Cache books(ApplicationContext context) {
		return context.getBean("cacheManager", CacheManager.class).getCache("books");
	}

	private static void receive(ApplicationContext context, Object message) {
		context.publishEvent(new ClusterMessageEvent<>(message, ResolvableType.forClass(message.getClass()),
				ClusterAddress.worker(2), 4711));
	}

	private static CacheEvicted evicted(String... key) {
		return new CacheEvicted("cacheManager", "books", List.of(key));
	}

	private static CacheCleared cleared() {
		return new CacheCleared("cacheManager", "books");
	}

	/**
	 * Caches what a service finds.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class CachingConfiguration {

		@Bean
		Library library() {
			return new Library();
		}

	}

	/**
	 * Has several cache managers, one of which consists of the others.
	 */
	@Configuration(proxyBeanMethods = false)
	static class SeveralManagersConfiguration {

		@Bean
		ConcurrentMapCacheManager firstManager() {
			return new ConcurrentMapCacheManager();
		}

		@Bean
		CaffeineCacheManager secondManager() {
			return new CaffeineCacheManager();
		}

		@Bean(defaultCandidate = false)
		CompositeCacheManager compositeManager(CacheManager firstManager, CacheManager secondManager) {
			return new CompositeCacheManager(firstManager, secondManager);
		}

		@Bean
		CachingConfigurer cachingConfigurer(CacheManager firstManager) {
			return new CachingConfigurer() {

				@Override
				public CacheManager cacheManager() {
					return firstManager;
				}

			};
		}

	}

	/**
	 * Imports by name, as Boot does: what a loaded class is annotated with can no longer
	 * be absent.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(ClusterCacheAutoConfiguration.class)
	static class ImportingConfiguration {

		@Bean
		ConcurrentMapCacheManager cacheManager() {
			return new ConcurrentMapCacheManager();
		}

	}

	/**
	 * Cannot be proxied.
	 */
	static final class FinalManager extends ConcurrentMapCacheManager {

	}

	/**
	 * Finds books.
	 */
	static class Library {

		private final AtomicInteger searches = new AtomicInteger();

		@Cacheable("books")
		String find(String title) {
			return title + " " + this.searches.incrementAndGet();
		}

		@Cacheable(cacheNames = "books", sync = true)
		String findOnce(String title) {
			return title + " " + this.searches.incrementAndGet();
		}

		@CachePut("books")
		String put(String title) {
			return title;
		}

		@CacheEvict("books")
		void remove(String title) {
		}

		@CacheEvict(cacheNames = "books", allEntries = true)
		void removeAll() {
		}

		@CacheEvict(cacheNames = "books", allEntries = true, beforeInvocation = true)
		void removeAllFirst() {
		}

	}

}
