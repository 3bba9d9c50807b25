package io.github.bootcluster.cache;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/**
 * Has a cache manager hand out caches that tell the other workers what is evicted. Those
 * that it is to reset are cleared there, too; one that is removed from it is not.
 */
final class BroadcastingCacheManagerInterceptor implements MethodInterceptor {

	private final String name;

	private final CacheManager target;

	private final UnaryOperator<Cache> decorator;

	private final CacheEvictionBroadcaster broadcaster;

	private final Map<String, DecoratedCache> caches = new ConcurrentHashMap<>();

	BroadcastingCacheManagerInterceptor(String name, CacheManager target, UnaryOperator<Cache> decorator,
			CacheEvictionBroadcaster broadcaster) {
		this.name = name;
		this.target = target;
		this.decorator = decorator;
		this.broadcaster = broadcaster;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		return switch (invocation.getMethod().getName()) {
			case "getCache" -> getCache(invocation);
			case "resetCaches" -> resetCaches(invocation);
			default -> invocation.proceed();
		};
	}

	private @Nullable Object getCache(MethodInvocation invocation) throws Throwable {
		Object result = invocation.proceed();
		return (result instanceof Cache cache && invocation.getMethod().getReturnType() == Cache.class)
				? decorate(cache) : result;
	}

	private @Nullable Object resetCaches(MethodInvocation invocation) throws Throwable {
		List<String> names = List.copyOf(this.target.getCacheNames());
		Object result = invocation.proceed();
		names.forEach((cache) -> this.broadcaster.cleared(this.name, cache));
		return result;
	}

	private Cache decorate(Cache cache) {
		DecoratedCache known = this.caches.get(cache.getName());
		return (known != null && known.target() == cache) ? known.decorated() : decorateAnew(cache);
	}

	private Cache decorateAnew(Cache cache) {
		DecoratedCache decorated = new DecoratedCache(cache, this.decorator.apply(cache));
		this.caches.put(cache.getName(), decorated);
		return decorated.decorated();
	}

	/**
	 * Cache and what is handed out in its place.
	 */
	private record DecoratedCache(Cache target, Cache decorated) {

	}

}
