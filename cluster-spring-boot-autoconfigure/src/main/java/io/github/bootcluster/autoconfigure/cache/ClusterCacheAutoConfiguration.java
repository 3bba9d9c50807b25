package io.github.bootcluster.autoconfigure.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterMessenger;
import io.github.bootcluster.cache.CacheEvictionBroadcaster;
import io.github.bootcluster.cache.CacheEvictionListener;
import io.github.bootcluster.cache.CaffeineCacheManagerPostProcessor;
import io.github.bootcluster.cache.ConcurrentMapCacheManagerPostProcessor;
import io.github.bootcluster.cache.LocalCacheManagers;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.cache.CacheManager;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for local caches that are evicted on
 * all workers.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = "io.github.bootcluster.autoconfigure.ClusterAutoConfiguration")
@ConditionalOnClass(CacheManager.class)
@ConditionalOnBooleanProperty("cluster.caches.evict-everywhere")
public final class ClusterCacheAutoConfiguration {

	@Bean
	LocalCacheManagers clusterLocalCacheManagers() {
		return new LocalCacheManagers();
	}

	@Bean
	CacheEvictionBroadcaster clusterCacheEvictionBroadcaster(ObjectProvider<ClusterMessenger> messenger) {
		return new CacheEvictionBroadcaster(messenger);
	}

	@Bean
	CacheEvictionListener clusterCacheEvictionListener(LocalCacheManagers managers) {
		return new CacheEvictionListener(managers);
	}

	@Bean
	static ConcurrentMapCacheManagerPostProcessor clusterConcurrentMapCacheManagerPostProcessor(
			ObjectProvider<Cluster> cluster, ObjectProvider<LocalCacheManagers> managers,
			ObjectProvider<CacheEvictionBroadcaster> broadcaster) {
		return new ConcurrentMapCacheManagerPostProcessor(cluster, managers, broadcaster);
	}

	/**
	 * Caches of Caffeine.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Caffeine.class, CaffeineCacheManager.class })
	static class CaffeineConfiguration {

		@Bean
		static CaffeineCacheManagerPostProcessor clusterCaffeineCacheManagerPostProcessor(
				ObjectProvider<Cluster> cluster, ObjectProvider<LocalCacheManagers> managers,
				ObjectProvider<CacheEvictionBroadcaster> broadcaster) {
			return new CaffeineCacheManagerPostProcessor(cluster, managers, broadcaster);
		}

	}

}
