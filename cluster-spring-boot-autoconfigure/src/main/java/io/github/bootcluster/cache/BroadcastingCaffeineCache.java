package io.github.bootcluster.cache;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.AsyncCache;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCache;

/**
 * {@link CaffeineCache} that shares the native cache of another one and leaves all work
 * to a delegate. A class proxy would not do: what is final would not reach its target.
 */
final class BroadcastingCaffeineCache extends CaffeineCache {

	private final Cache delegate;

	private BroadcastingCaffeineCache(CaffeineCache target, Cache delegate) {
		super(target.getName(), target.getNativeCache(), target.isAllowNullValues());
		this.delegate = delegate;
	}

	private BroadcastingCaffeineCache(CaffeineCache target, AsyncCache<Object, Object> nativeCache, Cache delegate) {
		super(target.getName(), nativeCache, target.isAllowNullValues());
		this.delegate = delegate;
	}

	static BroadcastingCaffeineCache of(CaffeineCache target, Cache delegate) {
		AsyncCache<Object, Object> nativeCache = asyncCacheOf(target);
		return (nativeCache != null) ? new BroadcastingCaffeineCache(target, nativeCache, delegate)
				: new BroadcastingCaffeineCache(target, delegate);
	}

	private static @Nullable AsyncCache<Object, Object> asyncCacheOf(CaffeineCache target) {
		try {
			return target.getAsyncCache();
		}
		catch (IllegalStateException ex) {
			return null;
		}
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
