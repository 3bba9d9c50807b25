package io.github.bootcluster.cache;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;

/**
 * Cache that tells the other workers what was evicted from it, whether it was there or
 * not: they may have it. What is put into it they are not told: filling a cache would
 * empty theirs.
 */
final class BroadcastingCache implements Cache {

	private final String manager;

	private final Cache target;

	private final CacheEvictionBroadcaster broadcaster;

	BroadcastingCache(String manager, Cache target, CacheEvictionBroadcaster broadcaster) {
		this.manager = manager;
		this.target = target;
		this.broadcaster = broadcaster;
	}

	@Override
	public String getName() {
		return this.target.getName();
	}

	@Override
	public Object getNativeCache() {
		return this.target.getNativeCache();
	}

	@Override
	public @Nullable ValueWrapper get(Object key) {
		return this.target.get(key);
	}

	@Override
	public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
		return this.target.get(key, type);
	}

	@Override
	public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
		return this.target.get(key, valueLoader);
	}

	@Override
	public @Nullable CompletableFuture<?> retrieve(Object key) {
		return this.target.retrieve(key);
	}

	@Override
	public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
		return this.target.retrieve(key, valueLoader);
	}

	@Override
	public void put(Object key, @Nullable Object value) {
		this.target.put(key, value);
	}

	@Override
	public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
		return this.target.putIfAbsent(key, value);
	}

	@Override
	public void evict(Object key) {
		this.target.evict(key);
		broadcastEvicted(key);
	}

	@Override
	public boolean evictIfPresent(Object key) {
		boolean present = this.target.evictIfPresent(key);
		broadcastEvicted(key);
		return present;
	}

	@Override
	public void clear() {
		this.target.clear();
		broadcastCleared();
	}

	@Override
	public boolean invalidate() {
		boolean notEmpty = this.target.invalidate();
		broadcastCleared();
		return notEmpty;
	}

	private void broadcastEvicted(Object key) {
		this.broadcaster.evicted(this.manager, getName(), key);
	}

	private void broadcastCleared() {
		this.broadcaster.cleared(this.manager, getName());
	}

}
