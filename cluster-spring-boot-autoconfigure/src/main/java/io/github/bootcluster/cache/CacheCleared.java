package io.github.bootcluster.cache;

/**
 * Message that a worker has cleared one of its caches.
 *
 * @param manager the bean name of the cache manager
 * @param cache the name of the cache
 * @since 0.1.0
 */
public record CacheCleared(String manager, String cache) {

}
