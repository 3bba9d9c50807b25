package io.github.bootcluster.messaging;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.bootcluster.event.ClusterMessageEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;

/**
 * A method of a bean that replies to requests.
 */
final class RequestHandlerMethod {

	private final BeanFactory beanFactory;

	private final String beanName;

	private final Method method;

	private final ResolvableType requestType;

	private final boolean wantsEvent;

	RequestHandlerMethod(BeanFactory beanFactory, String beanName, Class<?> type, Method method) {
		Assert.state(method.getParameterCount() == 1,
				() -> "A @ClusterRequestHandler must have one parameter, the request, but %s has %d".formatted(method,
						method.getParameterCount()));
		this.beanFactory = beanFactory;
		this.beanName = beanName;
		this.method = method;
		ResolvableType parameter = DeclaredType.ofParameter(method, type);
		this.wantsEvent = parameter.toClass() == ClusterMessageEvent.class;
		this.requestType = this.wantsEvent ? DeclaredType.ofPayload(parameter) : parameter;
	}

	ResolvableType getRequestType() {
		return this.requestType;
	}

	boolean wantsEvent() {
		return this.wantsEvent;
	}

	/**
	 * Call the method.
	 * @param argument the request, or the event that holds it
	 * @return completed with the reply, or with what the method has thrown
	 */
	CompletionStage<@Nullable Object> invoke(@Nullable Object argument) {
		Object bean = this.beanFactory.getBean(this.beanName);
		Method invocable = AopUtils.selectInvocableMethod(this.method, bean.getClass());
		ReflectionUtils.makeAccessible(invocable);
		try {
			return toStage(invocable.invoke(bean, argument));
		}
		catch (InvocationTargetException ex) {
			return CompletableFuture.failedFuture(ex.getTargetException());
		}
		catch (IllegalAccessException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	@SuppressWarnings("unchecked")
	private static CompletionStage<@Nullable Object> toStage(@Nullable Object reply) {
		if (reply instanceof CompletionStage<?> stage) {
			return (CompletionStage<@Nullable Object>) stage;
		}
		ReactiveAdapterRegistry adapters = ReactiveAdapterRegistry.getSharedInstance();
		ReactiveAdapter source = (reply != null) ? adapters.getAdapter(null, reply) : null;
		ReactiveAdapter target = adapters.getAdapter(CompletableFuture.class);
		if (source != null && target != null && !source.isMultiValue()) {
			return (CompletionStage<@Nullable Object>) target.fromPublisher(source.toPublisher(reply));
		}
		return CompletableFuture.completedFuture(reply);
	}

	@Override
	public String toString() {
		return this.method.getDeclaringClass().getName() + "." + this.method.getName();
	}

}
