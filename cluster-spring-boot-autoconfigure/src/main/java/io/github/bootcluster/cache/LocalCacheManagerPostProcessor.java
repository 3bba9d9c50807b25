package io.github.bootcluster.cache;

import java.lang.reflect.Modifier;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterRole;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;

/**
 * Has the local cache managers of a worker tell the other workers what is evicted from
 * their caches. Only beans are found, so those inside a
 * {@link org.springframework.cache.support.CompositeCacheManager} must be beans, too.
 *
 * @since 0.1.0
 */
public abstract class LocalCacheManagerPostProcessor implements BeanPostProcessor {

	private static final Log logger = LogFactory.getLog(LocalCacheManagerPostProcessor.class);

	private final Class<? extends CacheManager> type;

	private final ObjectProvider<Cluster> cluster;

	private final ObjectProvider<LocalCacheManagers> managers;

	private final ObjectProvider<CacheEvictionBroadcaster> broadcaster;

	LocalCacheManagerPostProcessor(Class<? extends CacheManager> type, ObjectProvider<Cluster> cluster,
			ObjectProvider<LocalCacheManagers> managers, ObjectProvider<CacheEvictionBroadcaster> broadcaster) {
		this.type = type;
		this.cluster = cluster;
		this.managers = managers;
		this.broadcaster = broadcaster;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (this.type.isInstance(bean) && isWorker()) ? process((CacheManager) bean, beanName) : bean;
	}

	private boolean isWorker() {
		Cluster cluster = this.cluster.getIfAvailable();
		return cluster != null && cluster.getRole() == ClusterRole.WORKER;
	}

	private Object process(CacheManager manager, String name) {
		if (Modifier.isFinal(manager.getClass().getModifiers())) {
			logger.warn("What is evicted from the caches of '%s' is not evicted on the other workers: %s is final"
				.formatted(name, manager.getClass().getName()));
			return manager;
		}
		this.managers.getObject().add(name, manager);
		return createProxy(manager, name, this.broadcaster.getObject());
	}

	private Object createProxy(CacheManager manager, String name, CacheEvictionBroadcaster broadcaster) {
		ProxyFactory factory = new ProxyFactory();
		factory.setTarget(manager);
		factory.setProxyTargetClass(true);
		factory.addAdvice(new BroadcastingCacheManagerInterceptor(name, manager,
				(cache) -> decorate(cache, new BroadcastingCache(name, cache, broadcaster)), broadcaster));
		return factory.getProxy(manager.getClass().getClassLoader());
	}

	/**
	 * Return what to hand out in place of a cache.
	 * @param target the cache
	 * @param broadcasting the cache that tells the other workers
	 * @return a cache that behaves as the latter and has the type of the former, if that
	 * is a known one
	 */
	abstract Cache decorate(Cache target, Cache broadcasting);

}
