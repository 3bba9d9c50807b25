package io.github.bootcluster.primary;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

import io.github.bootcluster.ClusterOperations;
import io.github.bootcluster.channel.ChannelDirectory;
import io.github.bootcluster.channel.ChannelServer;
import io.github.bootcluster.process.JavaRuntime;
import io.github.bootcluster.process.ProcessWorkerLauncher;
import io.github.bootcluster.process.StandardOutputListener;
import io.github.bootcluster.process.WorkerCommandFactory;
import io.github.bootcluster.socket.ProcessSignals;
import io.github.bootcluster.socket.UnixSocketPeers;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationEventPublisher;

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

	private final PrimarySettings settings;

	private final PortReservations ports = new PortReservations();

	private final SupervisorLoop loop = new SupervisorLoop();

	private final ExecutorService executor = Executors.newSingleThreadExecutor(Primary::createThread);

	private final ChannelDirectory directory;

	private final WorkerCommandFactory commands;

	private final SupervisorEffects effects;

	private final Supervisor supervisor;

	private final ClusterOperations operations;

	private final ChannelServer server;

	private volatile boolean started;

	/**
	 * Create a new primary. Nothing is launched yet.
	 * @param settings the settings
	 * @param publisher publishes the events of the cluster, on a thread of its own
	 * @throws IOException if the private directory of the channel cannot be created
	 */
	public Primary(PrimarySettings settings, ApplicationEventPublisher publisher) throws IOException {
		this.settings = settings;
		this.directory = ChannelDirectory.create(settings.channelDirectory());
		this.commands = new WorkerCommandFactory(JavaRuntime.current(), settings.launchOptions(),
				this.directory.getPath());
		this.effects = new SupervisorEffects(publisher, this.executor, ProcessSignals.create(), this::exited);
		WorkerForker forker = new ProcessWorkerForker(this.directory, this.commands, new ProcessWorkerLauncher(),
				new StandardOutputListener());
		this.supervisor = new Supervisor(settings.supervisor(), forker, this.effects, TimeSource.system(),
				RandomGenerator.getDefault());
		this.operations = new SupervisorOperations(this.loop, this.supervisor);
		UnixSocketPeers peers = new UnixSocketPeers(this.directory.getSocketPath());
		this.server = new ChannelServer(this.directory.getSocketPath(), settings.maxMessageSize(), peers::pidOf,
				new WorkerChannelListener(this.loop, this.supervisor, new RequestHandler(this.operations),
						this::getWorkerProperties));
	}

	private static Thread createThread(Runnable task) {
		Thread thread = new Thread(task, "cluster-events");
		thread.setDaemon(true);
		return thread;
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
	 * Reserve the ports and have the workers launched.
	 * @throws PortUnavailableException if a port cannot be bound
	 * @throws IOException if the channel cannot be opened
	 */
	public void start() throws IOException {
		this.ports.reserve(this.settings.ports());
		this.server.start();
		this.started = true;
		int workers = this.settings.supervisor().workers();
		logger.info("Starting a cluster of %s".formatted(this.commands.getHeapShare(workers).describe()));
		this.loop.start(this.supervisor::reconcile);
		this.loop.execute(this.supervisor::start);
	}

	/**
	 * Wait until a worker listens.
	 * @throws ClusterStartException if none came up
	 */
	public void awaitFirstWorker() {
		try {
			CompletableFuture.anyOf(this.effects.firstWorker(), this.effects.whenFinished(), this.effects.whenStopped())
				.join();
		}
		catch (CompletionException ex) {
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
	 * Run a task when all workers have ended and none is to be restarted.
	 * @param task the task, run on a thread that it may block
	 */
	public void whenFinished(Runnable task) {
		this.effects.whenFinished().thenRunAsync(task);
	}

	/**
	 * Stop all workers gracefully, by force where it takes too long, and give back what
	 * this primary holds. Returns when no process is left.
	 */
	public void stop() {
		if (this.started) {
			this.loop.execute(this.supervisor::stop);
			awaitStop();
			this.loop.end();
		}
		this.server.close();
		this.ports.close();
		this.directory.close();
		this.executor.shutdown();
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
			this.directory.close();
		}
	}

}
