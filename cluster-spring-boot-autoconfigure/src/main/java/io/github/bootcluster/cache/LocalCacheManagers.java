package io.github.bootcluster.cache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/**
 * Local cache managers of this worker, as they are beneath what tells the other workers:
 * what is evicted here goes no further.
 *
 * @since 0.1.0
 */
public final class LocalCacheManagers {

	private final Map<String, CacheManager> managers = new ConcurrentHashMap<>();

	void add(String name, CacheManager manager) {
		this.managers.put(name, manager);
	}

	/**
	 * Find a cache. None is created, though managers do that when asked for one.
	 * @param manager the bean name of the cache manager
	 * @param cache the name of the cache
	 * @return the cache, or {@code null} if there is none
	 */
	@Nullable Cache find(String manager, String cache) {
		CacheManager found = this.managers.get(manager);
		return (found != null && found.getCacheNames().contains(cache)) ? found.getCache(cache) : null;
	}

}
