package io.github.bootcluster.cache;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.bootcluster.ClusterMessenger;
import io.github.bootcluster.MessageTooLargeException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Tells the other workers what was evicted here. If that fails, the eviction here has
 * succeeded all the same: there is a line in the log.
 *
 * @since 0.1.0
 */
public final class CacheEvictionBroadcaster {

	private static final Log logger = LogFactory.getLog(CacheEvictionBroadcaster.class);

	private final ObjectProvider<ClusterMessenger> messenger;

	private final CacheKeyFormat keyFormat = new CacheKeyFormat();

	private final Set<CacheCleared> clearedForKey = ConcurrentHashMap.newKeySet();

	/**
	 * Create a new broadcaster.
	 * @param messenger the messenger, not asked for before there is something to tell
	 */
	public CacheEvictionBroadcaster(ObjectProvider<ClusterMessenger> messenger) {
		this.messenger = messenger;
	}

	void evicted(String manager, String cache, Object key) {
		List<String> parts = this.keyFormat.write(key);
		if (parts != null) {
			tell(cache, () -> broadcast(new CacheEvicted(manager, cache, parts)));
		}
		else {
			logCleared(new CacheCleared(manager, cache), key);
			cleared(manager, cache);
		}
	}

	void cleared(String manager, String cache) {
		tell(cache, () -> broadcast(new CacheCleared(manager, cache)));
	}

	private void tell(String cache, Supplier<CompletableFuture<Integer>> broadcast) {
		try {
			broadcast.get().whenComplete((receivers, ex) -> logFailure(cache, ex));
		}
		catch (RuntimeException ex) {
			logFailure(cache, ex);
		}
	}

	private CompletableFuture<Integer> broadcast(CacheEvicted message) {
		try {
			return this.messenger.getObject().broadcast(message);
		}
		catch (MessageTooLargeException ex) {
			return broadcast(new CacheCleared(message.manager(), message.cache()));
		}
	}

	private CompletableFuture<Integer> broadcast(CacheCleared message) {
		return this.messenger.getObject().broadcast(message);
	}

	private void logCleared(CacheCleared message, Object key) {
		if (this.clearedForKey.add(message)) {
			logger.info("Cache '%s' is cleared on the other workers when a key of type %s is evicted here"
				.formatted(message.cache(), key.getClass().getName()));
		}
	}

	private void logFailure(String cache, @Nullable Throwable ex) {
		if (ex != null) {
			logger.warn("Cache '%s' was evicted here but not on all other workers: %s".formatted(cache, ex));
		}
	}

}
