package io.github.bootcluster.cache;

import io.github.bootcluster.Cluster;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCache;
import org.springframework.cache.caffeine.CaffeineCacheManager;

/**
 * {@link LocalCacheManagerPostProcessor} for {@link CaffeineCacheManager}.
 *
 * @since 0.1.0
 */
public final class CaffeineCacheManagerPostProcessor extends LocalCacheManagerPostProcessor {

	/**
	 * Create a new post processor. It asks for what it is given no earlier than there is
	 * a cache manager.
	 * @param cluster this process as a member of the cluster
	 * @param managers where cache managers are registered
	 * @param broadcaster tells the other workers
	 */
	public CaffeineCacheManagerPostProcessor(ObjectProvider<Cluster> cluster,
			ObjectProvider<LocalCacheManagers> managers, ObjectProvider<CacheEvictionBroadcaster> broadcaster) {
		super(CaffeineCacheManager.class, cluster, managers, broadcaster);
	}

	@Override
	Cache decorate(Cache target, Cache broadcasting) {
		return (target instanceof CaffeineCache cache) ? BroadcastingCaffeineCache.of(cache, broadcasting)
				: broadcasting;
	}

}
