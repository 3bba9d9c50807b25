package io.github.bootcluster.scheduling;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.bootcluster.worker.TaskClaims;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/**
 * Calls a runner if no other worker has. That is for Spring Boot's call only, the first
 * one: what other code calls later is not affected.
 */
final class LeaderRunnerInterceptor implements MethodInterceptor {

	private final String beanName;

	private final ObjectProvider<TaskClaims> claims;

	private final Set<String> called = ConcurrentHashMap.newKeySet();

	LeaderRunnerInterceptor(String beanName, ObjectProvider<TaskClaims> claims) {
		this.beanName = beanName;
		this.claims = claims;
	}

	static boolean isRun(Method method) {
		return method.getName().equals("run") && method.getParameterCount() == 1
				&& (isOfApplicationRunner(method) || method.getParameterTypes()[0] == String[].class);
	}

	private static boolean isOfApplicationRunner(Method method) {
		return method.getParameterTypes()[0] == ApplicationArguments.class;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Method method = invocation.getMethod();
		if (isRun(method)) {
			String name = getName(method, invocation.getThis());
			return this.called.add(name) ? run(invocation, name) : invocation.proceed();
		}
		return invocation.proceed();
	}

	// one that fails is not completed, so the next worker calls it
	private @Nullable Object run(MethodInvocation invocation, String name) throws Throwable {
		TaskClaims claims = this.claims.getObject();
		if (!claims.claim(name)) {
			return null;
		}
		Object result = invocation.proceed();
		claims.complete(name);
		return result;
	}

	// a bean that is a runner of both kinds is called twice
	private String getName(Method method, @Nullable Object target) {
		return (target instanceof ApplicationRunner && !isOfApplicationRunner(method))
				? this.beanName + " (CommandLineRunner)" : this.beanName;
	}

}
