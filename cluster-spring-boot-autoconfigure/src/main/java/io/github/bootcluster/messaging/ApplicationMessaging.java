package io.github.bootcluster.messaging;

import java.time.Duration;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.channel.Peer;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationContext;

/**
 * What an application needs in order to send and receive messages, whatever the role of
 * its process.
 *
 * @since 0.1.0
 */
public final class ApplicationMessaging {

	private final ApplicationContext context;

	private final Duration sendTimeout;

	private final int maxMessageSize;

	/**
	 * Create new messaging.
	 * @param context the application, whose {@link JsonMapper} is used if it has one
	 * @param sendTimeout how long senders wait for a receiver that does not keep up
	 * @param maxMessageSize the largest size of a message, in bytes
	 */
	public ApplicationMessaging(ApplicationContext context, Duration sendTimeout, int maxMessageSize) {
		this.context = context;
		this.sendTimeout = sendTimeout;
		this.maxMessageSize = maxMessageSize;
	}

	/**
	 * Create the endpoint of this process.
	 * @param self this process
	 * @param cluster knows the other processes
	 * @param carrier takes parcels to them
	 * @return the endpoint
	 */
	public MessageEndpoint createEndpoint(Peer self, Cluster cluster, Carrier carrier) {
		PayloadMapper mapper = new PayloadMapper(() -> this.context.getBeanProvider(JsonMapper.class).getIfUnique(),
				this.maxMessageSize);
		return new MessageEndpoint(self, cluster, carrier, this.sendTimeout, mapper,
				new ApplicationMessageReceiver(this.context, mapper));
	}

	/**
	 * Create the endpoint of a process that is on its own: all that it sends comes back.
	 * @param cluster the cluster of one
	 * @return the endpoint
	 */
	public MessageEndpoint createStandaloneEndpoint(Cluster cluster) {
		LoopbackCarrier carrier = new LoopbackCarrier();
		MessageEndpoint endpoint = createEndpoint(new Peer(1, ProcessHandle.current().pid()), cluster, carrier);
		carrier.setEndpoint(endpoint);
		return endpoint;
	}

}
