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

	private final @Nullable ReactiveAdapter replyAdapter;

	private volatile @Nullable Method invocable;

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
		this.replyAdapter = ReactiveAdapterRegistry.getSharedInstance().getAdapter(method.getReturnType());
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
		try {
			return toStage(getInvocable(bean).invoke(bean, argument));
		}
		catch (InvocationTargetException ex) {
			return CompletableFuture.failedFuture(ex.getTargetException());
		}
		catch (IllegalAccessException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/*
	 * A bean may be another proxy each time, but it is one of the same kind.
	 */
	private Method getInvocable(Object bean) {
		Method known = this.invocable;
		if (known != null && known.getDeclaringClass().isInstance(bean)) {
			return known;
		}
		Method selected = AopUtils.selectInvocableMethod(this.method, bean.getClass());
		ReflectionUtils.makeAccessible(selected);
		this.invocable = selected;
		return selected;
	}

	@SuppressWarnings("unchecked")
	private CompletionStage<@Nullable Object> toStage(@Nullable Object reply) {
		if (reply instanceof CompletionStage<?> stage) {
			return (CompletionStage<@Nullable Object>) stage;
		}
		ReactiveAdapter source = this.replyAdapter;
		if (reply != null && source != null && !source.isMultiValue()) {
			ReactiveAdapter target = ReactiveAdapterRegistry.getSharedInstance().getAdapter(CompletableFuture.class);
			Assert.state(target != null, "There must be an adapter to futures where there is one from other types");
			return (CompletionStage<@Nullable Object>) target.fromPublisher(source.toPublisher(reply));
		}
		return CompletableFuture.completedFuture(reply);
	}

	@Override
	public String toString() {
		return this.method.getDeclaringClass().getName() + "." + this.method.getName();
	}

}
