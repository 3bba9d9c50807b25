package io.github.bootcluster.cache;

import io.github.bootcluster.event.ClusterMessageEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.context.event.EventListener;

/**
 * Evicts here what another worker has evicted.
 *
 * @since 0.1.0
 */
public class CacheEvictionListener {

	private static final Log logger = LogFactory.getLog(CacheEvictionListener.class);

	private final LocalCacheManagers managers;

	private final CacheKeyFormat keyFormat = new CacheKeyFormat();

	/**
	 * Create a new listener.
	 * @param managers the cache managers of this worker
	 */
	public CacheEvictionListener(LocalCacheManagers managers) {
		this.managers = managers;
	}

	/**
	 * Evict a key. One that cannot be read here clears the cache.
	 * @param event the message of the other worker
	 */
	@EventListener
	public void onCacheEvicted(ClusterMessageEvent<CacheEvicted> event) {
		CacheEvicted message = event.getPayload();
		Object key = this.keyFormat.read(message.key());
		Cache cache = find(message.manager(), message.cache());
		if (cache != null && key != null) {
			cache.evict(key);
		}
		else if (cache != null) {
			cache.clear();
		}
	}

	/**
	 * Clear a cache.
	 * @param event the message of the other worker
	 */
	@EventListener
	public void onCacheCleared(ClusterMessageEvent<CacheCleared> event) {
		Cache cache = find(event.getPayload().manager(), event.getPayload().cache());
		if (cache != null) {
			cache.clear();
		}
	}

	private @Nullable Cache find(String manager, String cache) {
		Cache found = this.managers.find(manager, cache);
		if (found == null && logger.isDebugEnabled()) {
			logger.debug("There is no cache '%s' of '%s' here to evict from".formatted(cache, manager));
		}
		return found;
	}

}
