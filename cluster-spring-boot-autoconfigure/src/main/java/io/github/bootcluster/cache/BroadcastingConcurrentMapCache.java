package io.github.bootcluster.cache;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.core.serializer.support.SerializationDelegate;

/**
 * {@link ConcurrentMapCache} that shares the store of another one and leaves all work to
 * a delegate. A class proxy would not do: what is final would not reach its target.
 */
final class BroadcastingConcurrentMapCache extends ConcurrentMapCache {

	private final Cache delegate;

	BroadcastingConcurrentMapCache(ConcurrentMapCache target, Cache delegate) {
		super(target.getName(), target.getNativeCache(), target.isAllowNullValues(), serialization(target));
		this.delegate = delegate;
	}

	// makes isStoreByValue() say the same, and is never used
	private static @Nullable SerializationDelegate serialization(ConcurrentMapCache target) {
		return target.isStoreByValue() ? new SerializationDelegate(target.getClass().getClassLoader()) : null;
	}

	@Override
	public @Nullable ValueWrapper get(Object key) {
		return this.delegate.get(key);
	}

	@Override
	public <T> @Nullable T get(Object key, @Nullable Class<T> type) {
		return this.delegate.get(key, type);
	}

	@Override
	public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
		return this.delegate.get(key, valueLoader);
	}

	@Override
	public @Nullable CompletableFuture<?> retrieve(Object key) {
		return this.delegate.retrieve(key);
	}

	@Override
	public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
		return this.delegate.retrieve(key, valueLoader);
	}

	@Override
	public void put(Object key, @Nullable Object value) {
		this.delegate.put(key, value);
	}

	@Override
	public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
		return this.delegate.putIfAbsent(key, value);
	}

	@Override
	public void evict(Object key) {
		this.delegate.evict(key);
	}

	@Override
	public boolean evictIfPresent(Object key) {
		return this.delegate.evictIfPresent(key);
	}

	@Override
	public void clear() {
		this.delegate.clear();
	}

	@Override
	public boolean invalidate() {
		return this.delegate.invalidate();
	}

}
