package io.github.bootcluster.startup;

import io.github.bootcluster.messaging.ApplicationMessaging;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;

/**
 * Creates the messaging of an application from its configuration.
 *
 * @since 0.1.0
 */
public final class MessagingFactory {

	private MessagingFactory() {
	}

	static ApplicationMessaging create(ApplicationContext context) {
		return create(context, ClusterProperties.get(Binder.get(context.getEnvironment())).getChannel());
	}

	/**
	 * Create the messaging of an application.
	 * @param context the application, whose beans are not asked for yet
	 * @param channel the configuration
	 * @return the messaging
	 */
	public static ApplicationMessaging create(ApplicationContext context, ClusterProperties.Channel channel) {
		return new ApplicationMessaging(context, channel.getSendTimeout(), (int) channel.getMaxMessageSize().toBytes());
	}

}
