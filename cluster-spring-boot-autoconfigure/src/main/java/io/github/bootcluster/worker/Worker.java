package io.github.bootcluster.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterMessenger;
import io.github.bootcluster.ClusterOperations;
import io.github.bootcluster.WorkerStatistics.Requests;
import io.github.bootcluster.channel.ChannelClient;
import io.github.bootcluster.channel.ChannelDirectory;
import io.github.bootcluster.channel.HandOver;
import io.github.bootcluster.channel.Message;
import io.github.bootcluster.channel.Parcel;
import io.github.bootcluster.channel.Peer;
import io.github.bootcluster.event.ClusterEvent;
import io.github.bootcluster.messaging.ApplicationMessaging;
import io.github.bootcluster.messaging.MessageEndpoint;
import io.github.bootcluster.relay.RelaySockets;
import io.github.bootcluster.socket.ListeningSockets;
import io.github.bootcluster.socket.PortSteering;
import org.jspecify.annotations.Nullable;

/**
 * This process as a worker: its connection to the primary, and what it says there. Safe
 * for use by several threads.
 *
 * @since 0.1.0
 */
public final class Worker {

	private final HandOver handOver;

	private final ChannelClient client;

	private final ProcessFigures figures = new ProcessFigures();

	private final SharedPorts ports = new SharedPorts(PortSteering.create(), ListeningSockets.ofThisProcess());

	private final Gate gate;

	private final ClusterNews news;

	private volatile @Nullable MessageEndpoint endpoint;

	private Worker(HandOver handOver, ChannelClient client) {
		this.handOver = handOver;
		this.client = client;
		this.gate = new Gate(client::send);
		this.news = new ClusterNews(client::send);
	}

	/**
	 * Connect to the primary that launched this process.
	 * @param handOver what the primary handed over
	 * @param maxMessageSize the largest message on the channel, in bytes
	 * @param timeout how long the primary may take to answer
	 * @return the connected worker
	 * @throws PrimaryLostException if the primary does not answer or refuses this process
	 */
	public static Worker connect(HandOver handOver, int maxMessageSize, Duration timeout) {
		try {
			Message.Hello hello = handOver.toHello(ProcessHandle.current().pid());
			return new Worker(handOver, ChannelClient.connect(handOver.socket(), hello, maxMessageSize, timeout));
		}
		catch (IOException ex) {
			ChannelDirectory.deleteIfAbandoned(handOver.getDirectory());
			throw new PrimaryLostException(handOver.id(), handOver.socket(), ex);
		}
	}

	/**
	 * Return the id of this worker.
	 * @return the id
	 */
	public int getId() {
		return this.handOver.id();
	}

	/**
	 * Return the properties that the primary wants to take precedence here.
	 * @return the properties
	 */
	public Map<String, String> getProperties() {
		return this.client.getProperties();
	}

	/**
	 * Listen to the primary and begin to send heartbeats.
	 * @param heartbeatInterval the time between two heartbeats
	 * @param commands carries out what the primary says
	 */
	public void start(Duration heartbeatInterval, PrimaryCommands commands) {
		this.client.start(new PrimaryListener(commands));
		new Heartbeat(heartbeatInterval, () -> this.client.send(new Message.Heartbeat(this.figures.read()))).start();
	}

	private void received(Message message, PrimaryCommands commands) {
		if (message instanceof Message.GateGrant) {
			this.gate.granted();
		}
		else if (message instanceof Message.Steer steer) {
			this.client.send(new Message.Steered(this.ports.steer(steer.weights())));
		}
		else if (message instanceof Message.Drain) {
			commands.drain();
		}
		else if (message instanceof Message.Stop) {
			// when all workers stop their order is of no interest any more
			this.gate.granted();
			this.news.stopping();
			commands.stop();
		}
		else {
			this.news.received(message);
		}
	}

	private void orphaned(PrimaryCommands commands) {
		this.gate.granted();
		this.news.orphaned();
		commands.orphaned();
	}

	/**
	 * Wait until this worker may open its listening sockets.
	 */
	public void awaitOpening() {
		this.gate.await();
	}

	/**
	 * Tell the primary that this worker has opened its listening sockets.
	 * @param ports the ports, none if it has no web server
	 */
	public void opened(List<Integer> ports) {
		this.ports.opened(ports);
		this.gate.passed(!ports.isEmpty());
	}

	/**
	 * Wait until this worker may close its listening sockets, and have the primary told
	 * when it has.
	 * @param timeout how long to wait; when it is over they are to be closed all the same
	 */
	public void awaitClosing(Duration timeout) {
		this.gate.await(timeout);
		this.ports.whenClosed(() -> this.gate.passed(false));
	}

	/**
	 * Report the figures of a web server with every heartbeat from now on.
	 * @param connections the number of open connections
	 * @param requests the server's requests
	 */
	public void observe(Supplier<@Nullable Long> connections, Supplier<@Nullable Requests> requests) {
		this.figures.observe(connections, requests);
	}

	/**
	 * Tell the primary that this worker serves requests.
	 * @param port the port of the web server, or {@code null} if there is none
	 */
	public void listening(@Nullable Integer port) {
		this.client.send(new Message.Listening(port));
	}

	/**
	 * Tell the primary that this worker serves no more, and the listeners what is left to
	 * be told.
	 */
	public void disconnecting() {
		this.news.resign();
		this.client.send(new Message.Disconnecting());
		this.news.endEvents();
	}

	/**
	 * Publish the events of the cluster from now on, and those that there were before.
	 * @param publisher publishes an event, on a thread of its own
	 */
	public void publishTo(Consumer<ClusterEvent> publisher) {
		this.news.publishTo(publisher);
	}

	/**
	 * Return the members of the cluster.
	 * @return what the primary has told last
	 */
	public Message.Members getMembers() {
		return this.news.getMembers();
	}

	/**
	 * Return whether this worker leads the cluster.
	 * @return {@code true} from the primary's grant until it is revoked or this worker
	 * ends
	 */
	public boolean isLeader() {
		return this.news.isLeader();
	}

	/**
	 * Return what decides which worker does what is to be done once.
	 * @return the claims
	 */
	public TaskClaims getTaskClaims() {
		return this.news.getClaims();
	}

	/**
	 * Return what the primary counts for the whole cluster.
	 * @return the figures
	 */
	public ClusterFigures getFigures() {
		return this.news::getFigures;
	}

	/**
	 * Create what sends and receives the messages of the application in this process. To
	 * be called once.
	 * @param messaging what the application brings along
	 * @param cluster this process as a member of the cluster
	 * @return the messenger
	 */
	public ClusterMessenger createMessenger(ApplicationMessaging messaging, Cluster cluster) {
		MessageEndpoint created = messaging.createEndpoint(new Peer(getId(), ProcessHandle.current().pid()), cluster,
				this.client::send);
		this.endpoint = created;
		return created;
	}

	/**
	 * Return where the workers wait for the requests that others pass on.
	 * @return the sockets
	 */
	public RelaySockets getRelaySockets() {
		return new RelaySockets(this.handOver.getDirectory());
	}

	/**
	 * Return what looks at the cluster and steers it.
	 * @param timeout how long the primary may take to answer
	 * @return the operations
	 */
	public ClusterOperations getOperations(Duration timeout) {
		return new RemoteClusterOperations(this.client::request, timeout);
	}

	/**
	 * Hears the primary.
	 */
	private final class PrimaryListener implements ChannelClient.Listener {

		private final PrimaryCommands commands;

		private PrimaryListener(PrimaryCommands commands) {
			this.commands = commands;
		}

		@Override
		public void received(Message message) {
			Worker.this.received(message, this.commands);
		}

		@Override
		public void received(Parcel parcel) {
			MessageEndpoint receiver = Worker.this.endpoint;
			if (receiver != null) {
				receiver.received(parcel);
			}
		}

		@Override
		public void disconnected() {
			MessageEndpoint receiver = Worker.this.endpoint;
			if (receiver != null) {
				receiver.disconnected();
			}
			orphaned(this.commands);
		}

	}

}
