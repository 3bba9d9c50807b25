package io.github.bootcluster.messaging;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.github.bootcluster.channel.Peer;
import io.github.bootcluster.event.ClusterMessageEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.util.function.SingletonSupplier;

/**
 * Hands messages to the beans of an application.
 */
final class ApplicationMessageReceiver implements MessageReceiver {

	private static final Log logger = LogFactory.getLog(ApplicationMessageReceiver.class);

	private final ConfigurableApplicationContext context;

	private final PayloadMapper mapper;

	private final Supplier<MessageListeners> listeners;

	/**
	 * Create a new receiver.
	 * @param context the application
	 * @param mapper reads messages
	 */
	ApplicationMessageReceiver(ApplicationContext context, PayloadMapper mapper) {
		this.context = (ConfigurableApplicationContext) context;
		this.mapper = mapper;
		this.listeners = SingletonSupplier
			.of(() -> context.getBean(ClusterMessageListenerFactory.class).getListeners());
	}

	@Override
	public boolean isActive() {
		return this.context.isActive() && !this.context.isClosed();
	}

	@Override
	public void hear(Payload message, Peer sender) {
		this.listeners.get().find(message.types()).forEach((type) -> hear(message, type, sender));
	}

	private void hear(Payload message, ResolvableType type, Peer sender) {
		try {
			this.context.publishEvent(createEvent(message, type, sender));
		}
		catch (UnreadableMessageException ex) {
			logger.warn("Dropped a message of %s: %s".formatted(sender.toAddress(), ex.getMessage()));
		}
	}

	@Override
	public @Nullable CompletionStage<@Nullable Object> handle(Payload request, Peer sender) {
		RequestHandlerMethod handler = this.listeners.get().findHandler(request.types());
		if (handler == null) {
			return null;
		}
		ClusterMessageEvent<?> event = createEvent(request, handler.getRequestType(), sender);
		return handler.invoke(handler.wantsEvent() ? event : event.getPayload());
	}

	private ClusterMessageEvent<?> createEvent(Payload message, ResolvableType type, Peer sender) {
		Object payload = this.mapper.read(message.json(), type.getType());
		if (payload == null) {
			throw new UnreadableMessageException(type.getType(), "it is null", null);
		}
		return new ClusterMessageEvent<>(payload, type, sender.toAddress(), sender.pid());
	}

}
