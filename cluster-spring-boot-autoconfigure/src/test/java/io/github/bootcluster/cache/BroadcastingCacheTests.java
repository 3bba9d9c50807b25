package io.github.bootcluster.cache;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bootcluster.ClusterMessenger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.util.Assert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link BroadcastingCache} and for those that are handed out in its place.
 */
class BroadcastingCacheTests {

	private static final CacheEvicted EVICTED = new CacheEvicted("manager", "books", List.of("STRING:a"));

	private static final CacheCleared CLEARED = new CacheCleared("manager", "books");

	private static final RecordingMessenger MESSENGER = new RecordingMessenger();

	@BeforeEach
	void forget() {
		MESSENGER.getBroadcasts().clear();
	}

	@ParameterizedTest
	@MethodSource("caches")
	void behavesAsItsTarget(Cache target, Cache cache) {
		assertThat(cache.getName()).isEqualTo("books");
		assertThat(cache.getNativeCache()).isSameAs(target.getNativeCache());
		cache.put("a", 1);
		assertThat(target.get("a", Integer.class)).isEqualTo(1);
		assertThat(cache.get("a").get()).isEqualTo(1);
		assertThat(cache.get("a", Integer.class)).isEqualTo(1);
		assertThat(cache.get("a", () -> 2)).isEqualTo(1);
		assertThat(cache.get("b", () -> 2)).isEqualTo(2);
		assertThat(cache.putIfAbsent("b", 3).get()).isEqualTo(2);
		assertThat(cache.putIfAbsent("c", null)).isNull();
		assertThat(target.get("c").get()).isNull();
		assertThat(MESSENGER.getBroadcasts()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("caches")
	void evictionsAreBroadcastWhetherThereWasSomethingOrNot(Cache target, Cache cache) {
		cache.put("a", 1);
		assertThat(cache.evictIfPresent("a")).isTrue();
		assertThat(cache.evictIfPresent("a")).isFalse();
		cache.put("a", 1);
		cache.evict("a");
		assertThat(target.get("a")).isNull();
		assertThat(MESSENGER.getBroadcasts()).containsExactly(EVICTED, EVICTED, EVICTED);
	}

	@ParameterizedTest
	@MethodSource("caches")
	void clearingIsBroadcastWhetherThereWasSomethingOrNot(Cache target, Cache cache) {
		cache.put("a", 1);
		assertThat(cache.invalidate()).isTrue();
		assertThat(cache.invalidate()).isFalse();
		cache.put("a", 1);
		cache.clear();
		assertThat(target.get("a")).isNull();
		assertThat(MESSENGER.getBroadcasts()).containsExactly(CLEARED, CLEARED, CLEARED);
	}

	@Test
	void retrievesAsTargetDoes() {
		CaffeineCache target = new CaffeineCache("books", Caffeine.newBuilder().buildAsync(), true);
		CaffeineCache cache = BroadcastingCaffeineCache.of(target, broadcasting(target));
		assertThat(cache.getAsyncCache()).isSameAs(target.getAsyncCache());
		assertThat(cache.retrieve("a")).isNull();
		assertThat(cache.retrieve("a", () -> CompletableFuture.completedFuture(1))).isCompletedWithValue(1);
		assertThat(cache.retrieve("a")).isCompleted();
	}

	@Test
	void retrievesNotWhenTargetDoesNot() {
		CaffeineCache target = new CaffeineCache("books", Caffeine.newBuilder().build(), false);
		CaffeineCache cache = BroadcastingCaffeineCache.of(target, broadcasting(target));
		assertThat(cache.isAllowNullValues()).isFalse();
		assertThatIllegalStateException().isThrownBy(() -> cache.retrieve("a"));
		assertThatIllegalStateException().isThrownBy(cache::getAsyncCache);
	}

	@Test
	void storesByValueAsTargetDoes() {
		ConcurrentMapCacheManager manager = new ConcurrentMapCacheManager("books");
		manager.setBeanClassLoader(getClass().getClassLoader());
		manager.setStoreByValue(true);
		ConcurrentMapCache target = (ConcurrentMapCache) manager.getCache("books");
		Assert.state(target != null, "'target' must not be null");
		ConcurrentMapCache cache = new BroadcastingConcurrentMapCache(target, broadcasting(target));
		Integer[] value = { 1 };
		cache.put("a", value);
		value[0] = 2;
		assertThat(cache.isStoreByValue()).isTrue();
		assertThat(cache.get("a", Integer[].class)).containsExactly(1);
		assertThat(cache.getNativeCache().get("a")).isInstanceOf(byte[].class);
	}

	static Stream<Cache[]> caches() {
		ConcurrentMapCache map = new ConcurrentMapCache("books", new ConcurrentHashMap<>(), true);
		ConcurrentMapCache other = new ConcurrentMapCache("books", new ConcurrentHashMap<>(), true);
		CaffeineCache caffeine = new CaffeineCache("books", Caffeine.newBuilder().build());
		return Stream.of(new Cache[] { map, new BroadcastingConcurrentMapCache(map, broadcasting(map)) },
				new Cache[] { caffeine, BroadcastingCaffeineCache.of(caffeine, broadcasting(caffeine)) },
				new Cache[] { other, broadcasting(other) });
	}

	private static Cache broadcasting(Cache target) {
		return new BroadcastingCache("manager", target, new CacheEvictionBroadcaster(
				new StaticListableBeanFactory(Map.of("messenger", MESSENGER)).getBeanProvider(ClusterMessenger.class)));
	}

}
