package io.github.bootcluster.scheduling;

import java.lang.reflect.Modifier;
import java.util.Arrays;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterRole;
import io.github.bootcluster.RunOnLeader;
import io.github.bootcluster.worker.TaskClaims;

import org.springframework.aop.framework.AopConfigException;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Has one worker call the runners that are annotated with
 * {@link RunOnLeader @RunOnLeader}. They are proxied with their class, or with their
 * interfaces where that is not possible.
 *
 * @since 0.1.0
 */
public class LeaderRunnerPostProcessor implements BeanPostProcessor {

	private final ConfigurableListableBeanFactory beanFactory;

	private final ObjectProvider<Cluster> cluster;

	private final ObjectProvider<TaskClaims> claims;

	/**
	 * Create a new post-processor.
	 * @param beanFactory knows the annotations of beans
	 * @param cluster this process as a member of the cluster
	 * @param claims the claims of a worker; none in another role
	 */
	public LeaderRunnerPostProcessor(ConfigurableListableBeanFactory beanFactory, ObjectProvider<Cluster> cluster,
			ObjectProvider<TaskClaims> claims) {
		this.beanFactory = beanFactory;
		this.cluster = cluster;
		this.claims = claims;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (isRunner(bean) && isRunOnLeader(bean, beanName) && isWorker())
				? createProxy(bean, new LeaderRunnerInterceptor(beanName, this.claims)) : bean;
	}

	private boolean isRunner(Object bean) {
		return bean instanceof ApplicationRunner || bean instanceof CommandLineRunner;
	}

	private boolean isRunOnLeader(Object bean, String beanName) {
		return AnnotatedElementUtils.hasAnnotation(AopProxyUtils.ultimateTargetClass(bean), RunOnLeader.class)
				|| (this.beanFactory.containsBean(beanName)
						&& this.beanFactory.findAnnotationOnBean(beanName, RunOnLeader.class) != null);
	}

	private boolean isWorker() {
		return this.cluster.getObject().getRole() == ClusterRole.WORKER;
	}

	private Object createProxy(Object bean, LeaderRunnerInterceptor interceptor) {
		if (hasFinalRun(bean.getClass())) {
			return createProxy(bean, interceptor, false);
		}
		try {
			return createProxy(bean, interceptor, true);
		}
		catch (AopConfigException ex) {
			return createProxy(bean, interceptor, false);
		}
	}

	private Object createProxy(Object bean, LeaderRunnerInterceptor interceptor, boolean targetClass) {
		ProxyFactory factory = new ProxyFactory(bean);
		factory.setProxyTargetClass(targetClass);
		factory.addAdvice(interceptor);
		return factory.getProxy(this.beanFactory.getBeanClassLoader());
	}

	// a subclass would run it on itself instead of the bean
	private boolean hasFinalRun(Class<?> type) {
		return Arrays.stream(type.getMethods())
			.filter(LeaderRunnerInterceptor::isRun)
			.anyMatch((method) -> Modifier.isFinal(method.getModifiers()));
	}

}
