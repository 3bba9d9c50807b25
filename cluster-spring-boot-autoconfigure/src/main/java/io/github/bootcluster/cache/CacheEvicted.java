package io.github.bootcluster.cache;

import java.util.List;

/**
 * Message that a worker has evicted a key from one of its caches. Holds only strings, and
 * none that is empty, so that it arrives whole whatever the application's JSON mapper
 * leaves out.
 *
 * @param manager the bean name of the cache manager
 * @param cache the name of the cache
 * @param key the key, written by {@link CacheKeyFormat}
 * @since 0.1.0
 */
public record CacheEvicted(String manager, String cache, List<String> key) {

	public CacheEvicted {
		key = List.copyOf(key);
	}

}
