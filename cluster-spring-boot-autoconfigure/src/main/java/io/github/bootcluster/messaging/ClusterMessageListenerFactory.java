package io.github.bootcluster.messaging;

import java.lang.reflect.Method;
import java.util.stream.Stream;

import io.github.bootcluster.ClusterRequestHandler;
import io.github.bootcluster.event.ClusterMessageEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.EventListenerFactory;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.Assert;

/**
 * Learns which messages and requests the beans of the application listen for, when Spring
 * looks for their event listeners.
 *
 * @since 0.1.0
 */
public final class ClusterMessageListenerFactory
		implements EventListenerFactory, SmartInitializingSingleton, BeanFactoryAware, Ordered {

	private final MessageListeners listeners = new MessageListeners();

	private @Nullable ConfigurableListableBeanFactory beanFactory;

	@Override
	public void setBeanFactory(BeanFactory beanFactory) {
		this.beanFactory = (ConfigurableListableBeanFactory) beanFactory;
	}

	private ConfigurableListableBeanFactory getBeanFactory() {
		Assert.state(this.beanFactory != null, "'beanFactory' must be set");
		return this.beanFactory;
	}

	MessageListeners getListeners() {
		return this.listeners;
	}

	@Override
	public int getOrder() {
		// right before that of Spring for all other listeners
		return Ordered.LOWEST_PRECEDENCE - 1;
	}

	@Override
	public boolean supportsMethod(Method method) {
		return isRequestHandler(method) || isMessageListener(method);
	}

	private boolean isRequestHandler(Method method) {
		return AnnotatedElementUtils.hasAnnotation(method, ClusterRequestHandler.class);
	}

	private boolean isMessageListener(Method method) {
		return Stream.of(method.getParameterTypes()).anyMatch((type) -> type == ClusterMessageEvent.class);
	}

	@Override
	public ApplicationListener<?> createApplicationListener(String beanName, Class<?> type, Method method) {
		// that of a proxy may be one of an interface
		if (isRequestHandler(AopUtils.getMostSpecificMethod(method, type))) {
			this.listeners.add(new RequestHandlerMethod(getBeanFactory(), beanName, type, method));
			return new RequestListener();
		}
		ResolvableType messageType = DeclaredType.ofPayload(DeclaredType.ofParameter(method, type));
		this.listeners.listenFor(messageType);
		return new MessageListenerMethod(beanName, type, method, messageType);
	}

	/*
	 * Listeners that are beans themselves, of PayloadApplicationEvents.
	 */
	@Override
	public void afterSingletonsInstantiated() {
		ListableBeanFactory beanFactory = getBeanFactory();
		for (String name : beanFactory.getBeanNamesForType(ApplicationListener.class, true, false)) {
			ResolvableType event = getType(name).as(ApplicationListener.class).getGeneric(0, 0);
			if (event.toClass() == ClusterMessageEvent.class) {
				this.listeners.listenFor(DeclaredType.ofPayload(event));
			}
		}
	}

	private ResolvableType getType(String name) {
		if (getBeanFactory().containsBeanDefinition(name)) {
			BeanDefinition definition = getBeanFactory().getMergedBeanDefinition(name);
			return definition.getResolvableType();
		}
		return ResolvableType.forClass(getBeanFactory().getType(name));
	}

	/**
	 * Stands for a method that is not called with events, but with requests.
	 */
	private static final class RequestListener implements GenericApplicationListener {

		@Override
		public boolean supportsEventType(ResolvableType eventType) {
			return false;
		}

		@Override
		public void onApplicationEvent(ApplicationEvent event) {
		}

	}

}
