package io.github.bootcluster.scheduling;

import java.lang.reflect.Method;

import io.github.bootcluster.RunOnLeader;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/**
 * A method that is annotated with {@code @Scheduled}.
 *
 * @param type the class of the bean
 * @param name the name of the method
 * @param leaderOnly whether the method or its class is annotated with
 * {@link RunOnLeader @RunOnLeader}
 */
record ScheduledMethod(Class<?> type, String name, boolean leaderOnly) {

	static ScheduledMethod of(Method method, Object bean) {
		Class<?> type = ClassUtils.getUserClass(AopProxyUtils.ultimateTargetClass(bean));
		return new ScheduledMethod(type, method.getName(),
				AnnotatedElementUtils.hasAnnotation(method, RunOnLeader.class)
						|| AnnotatedElementUtils.hasAnnotation(type, RunOnLeader.class));
	}

	@Override
	public String toString() {
		return ClassUtils.getShortName(this.type) + "." + this.name;
	}

}
