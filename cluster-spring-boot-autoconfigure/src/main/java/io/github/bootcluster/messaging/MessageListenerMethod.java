package io.github.bootcluster.messaging;

import java.lang.reflect.Method;

import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationListenerMethodAdapter;
import org.springframework.core.ResolvableType;

/**
 * A method of a bean that hears messages. A message is published once for each type that
 * is declared for it: this hears it as the type that it has declared itself, and not
 * again as that of another.
 */
final class MessageListenerMethod extends ApplicationListenerMethodAdapter {

	private final ResolvableType messageType;

	MessageListenerMethod(String beanName, Class<?> type, Method method, ResolvableType messageType) {
		super(beanName, type, method);
		this.messageType = messageType;
	}

	@Override
	public boolean supportsEventType(ResolvableType eventType) {
		ResolvableType published = eventType.as(PayloadApplicationEvent.class).getGeneric(0, 0);
		return super.supportsEventType(eventType) && published.getType().equals(this.messageType.getType());
	}

}
