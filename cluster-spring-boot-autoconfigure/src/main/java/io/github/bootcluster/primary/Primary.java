package io.github.bootcluster.primary;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterMessenger;
import io.github.bootcluster.ClusterOperations;
import io.github.bootcluster.RestartStrategy;
import io.github.bootcluster.channel.ChannelDirectory;
import io.github.bootcluster.channel.ChannelServer;
import io.github.bootcluster.channel.Message;
import io.github.bootcluster.channel.Peer;
import io.github.bootcluster.messaging.ApplicationMessaging;
import io.github.bootcluster.messaging.MessageEndpoint;
import io.github.bootcluster.process.JavaRuntime;
import io.github.bootcluster.process.ProcessWorkerLauncher;
import io.github.bootcluster.process.WorkerCommandFactory;
import io.github.bootcluster.socket.ProcessSignals;
import io.github.bootcluster.socket.UnixSocketPeers;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.util.Assert;

/**
 * The primary of a cluster: reserves the ports, opens the channel, and has the supervisor
 * launch the workers. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class Primary {

	private static final Log logger = LogFactory.getLog(Primary.class);

	/**
	 * What SIGTERM and SIGKILL may take after the workers' own time is over.
	 */
	private static final Duration ESCALATION = Duration.ofSeconds(15);

	/**
	 * What listeners may take for the last events.
	 */
	private static final Duration EVENTS = Duration.ofSeconds(2);

	private final PrimarySettings settings;

	private final PortReservations ports = new PortReservations();

	private final SupervisorLoop loop = new SupervisorLoop();

	private final ExecutorService executor = Executors.newSingleThreadExecutor(Primary::createThread);

	private final SupervisorEffects effects;

	private final Supervisor supervisor;

	private final ClusterOperations operations;

	private final MessageRouter router = new MessageRouter(this::getMembers);

	private final ForkerFactory forkers;

	private @Nullable WorkerForker forker;

	private volatile @Nullable ChannelDirectory directory;

	private @Nullable ChannelServer server;

	private volatile boolean started;

	/**
	 * Create a new primary. It holds nothing that has to be given back before it is
	 * {@linkplain #start() started}.
	 * @param settings the settings
	 * @param publisher publishes the events of the cluster, on a thread of its own
	 */
	public Primary(PrimarySettings settings, ApplicationEventPublisher publisher) {
		this(settings, publisher, Primary::createForker);
	}

	Primary(PrimarySettings settings, ApplicationEventPublisher publisher, ForkerFactory forkers) {
		this.settings = settings;
		this.forkers = forkers;
		this.effects = new SupervisorEffects(publisher, this.executor, ProcessSignals.create(), this::exited);
		this.supervisor = new Supervisor(settings.supervisor(), new LateForker(), this.effects, TimeSource.system(),
				RandomGenerator.getDefault());
		this.operations = new SupervisorOperations(this.loop, this.supervisor);
	}

	private static WorkerForker createForker(PrimarySettings settings, ChannelDirectory directory) {
		WorkerCommandFactory commands = new WorkerCommandFactory(JavaRuntime.current(), settings.launchOptions(),
				directory.getPath());
		logger.info("Starting a cluster of %s"
			.formatted(commands.getHeapShare(settings.supervisor().workers()).describe()));
		return new ProcessWorkerForker(directory, commands, new ProcessWorkerLauncher(), settings.outputs());
	}

	private static Thread createThread(Runnable task) {
		Thread thread = new Thread(task, "cluster-events");
		thread.setDaemon(true);
		return thread;
	}

	private WorkerForker getForker() {
		Assert.state(this.forker != null, "The primary was not started");
		return this.forker;
	}

	private void exited(WorkerHandle worker, int exitCode) {
		this.loop.execute(() -> this.supervisor.exited(worker, exitCode));
	}

	private Map<String, String> getWorkerProperties(int id) {
		Map<String, String> properties = new LinkedHashMap<>(this.settings.workerProperties().apply(id));
		properties.putAll(this.ports.toProperties());
		return properties;
	}

	/**
	 * Set what decides about workers that ended without being asked to. To be called
	 * before the primary is {@linkplain #start() started}.
	 * @param strategy the strategy
	 */
	public void setRestartStrategy(RestartStrategy strategy) {
		Assert.state(!this.started, "The primary was started");
		this.supervisor.use(strategy);
	}

	/**
	 * Set who hears of the status of the cluster. To be called before the primary is
	 * {@linkplain #start() started}.
	 * @param listener the listener
	 */
	public void setStatusListener(StatusListener listener) {
		Assert.state(!this.started, "The primary was started");
		this.effects.setStatusListener(listener);
	}

	/**
	 * Reserve the ports and have the workers launched. A primary that fails to start has
	 * given back what it took.
	 * @throws PortInUseException if somebody else holds a port
	 * @throws PortUnavailableException if a port cannot be bound for another reason
	 * @throws IOException if the channel cannot be opened
	 */
	public synchronized void start() throws IOException {
		try {
			this.ports.reserve(this.settings.ports());
			open(ChannelDirectory.create(this.settings.channelDirectory()));
		}
		catch (IOException | RuntimeException | Error ex) {
			release();
			throw ex;
		}
		this.started = true;
		this.loop.start(this.supervisor::reconcile);
		this.loop.execute(this.supervisor::start);
	}

	private void open(ChannelDirectory directory) throws IOException {
		this.directory = directory;
		this.forker = this.forkers.create(this.settings, directory);
		UnixSocketPeers peers = new UnixSocketPeers(directory.getSocketPath());
		this.server = new ChannelServer(directory.getSocketPath(), this.settings.maxMessageSize(), peers::pidOf,
				new WorkerChannelListener(this.loop, this.supervisor.getConversations(),
						new RequestHandler(this.operations, this.settings.maxMessageSize()), this.router,
						this::getWorkerProperties));
		this.server.start();
	}

	/**
	 * Wait until a worker listens. If none comes up, wait until none is left, so that the
	 * report of the failure is the last that a user sees.
	 * @throws ClusterStartException if none came up
	 */
	public void awaitFirstWorker() {
		try {
			CompletableFuture.anyOf(this.effects.firstWorker(), this.effects.whenFinished(), this.effects.whenStopped())
				.join();
		}
		catch (CompletionException ex) {
			awaitStop();
			throw (ex.getCause() instanceof ClusterStartException cause) ? cause : ex;
		}
	}

	/**
	 * Return what looks at the cluster and steers it.
	 * @return the operations
	 */
	public ClusterOperations getOperations() {
		return this.operations;
	}

	/**
	 * Create what sends and receives the messages of the application in this process. To
	 * be called once, before the primary is {@linkplain #start() started}.
	 * @param messaging what the application brings along
	 * @param cluster this process as a member of the cluster
	 * @return the messenger
	 */
	public ClusterMessenger createMessenger(ApplicationMessaging messaging, Cluster cluster) {
		MessageEndpoint endpoint = messaging.createEndpoint(Peer.PRIMARY, cluster, this.router::route);
		this.router.setEndpoint(endpoint);
		return endpoint;
	}

	/**
	 * Return the members of the cluster, as all workers are told.
	 * @return the latest members
	 */
	public Message.Members getMembers() {
		return this.effects.getMembers();
	}

	/**
	 * Run a task when all workers have ended and none is to be restarted.
	 * @param task the task, run on a thread that it may block
	 */
	public void whenFinished(Runnable task) {
		this.effects.whenFinished().thenRunAsync(task);
	}

	/**
	 * Run a task when the restart strategy has decided that the cluster stops.
	 * @param task the task, given the exit code for the primary, and run on a thread that
	 * it may block
	 */
	public void whenStopDecided(IntConsumer task) {
		this.effects.whenStopDecided().thenAcceptAsync(task::accept);
	}

	/**
	 * Stop all workers gracefully, by force where it takes too long, and give back what
	 * this primary holds. Returns when no process is left.
	 */
	public synchronized void stop() {
		if (this.started) {
			this.loop.execute(this.supervisor::stop);
			awaitStop();
			this.loop.end();
		}
		release();
		endEvents();
	}

	// listeners hear of the last exits before the beans are destroyed
	private void endEvents() {
		this.executor.shutdown();
		try {
			if (!this.executor.awaitTermination(EVENTS.toMillis(), TimeUnit.MILLISECONDS)) {
				logger.warn("Listeners to the events of the cluster are still busy after its end");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void release() {
		if (this.server != null) {
			this.server.close();
		}
		this.ports.close();
		closeDirectory();
	}

	private void closeDirectory() {
		ChannelDirectory created = this.directory;
		if (created != null) {
			created.close();
		}
	}

	private void awaitStop() {
		Duration timeout = this.settings.supervisor().shutdownTimeout().plus(ESCALATION);
		try {
			this.effects.whenStopped().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			logger.error("Workers are still alive after %s and are killed".formatted(LogFormat.seconds(timeout)));
			kill();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			kill();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex.getCause());
		}
	}

	/**
	 * Kill all workers without waiting for anything, and leave no directory behind.
	 */
	public void kill() {
		try {
			this.loop.call(() -> {
				this.supervisor.kill();
				return true;
			});
		}
		finally {
			closeDirectory();
		}
	}

	/**
	 * Launches workers once the primary was started.
	 */
	private final class LateForker implements WorkerForker {

		@Override
		public ForkedWorker fork(int id, int generation, int workers) throws IOException {
			return getForker().fork(id, generation, workers);
		}

		@Override
		public void retain(Set<Integer> generations) {
			getForker().retain(generations);
		}

	}

	/**
	 * Creates what launches workers that find the channel in a directory.
	 */
	@FunctionalInterface
	interface ForkerFactory {

		WorkerForker create(PrimarySettings settings, ChannelDirectory directory);

	}

}
