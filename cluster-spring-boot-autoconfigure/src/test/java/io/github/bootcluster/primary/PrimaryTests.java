package io.github.bootcluster.primary;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.ClusterUnavailableException;
import io.github.bootcluster.RestartDecision;
import io.github.bootcluster.RestartStrategy;
import io.github.bootcluster.channel.ChannelClient;
import io.github.bootcluster.channel.ChannelDirectory;
import io.github.bootcluster.channel.ChannelDirectoryException;
import io.github.bootcluster.channel.ClusterRequest;
import io.github.bootcluster.channel.Frame;
import io.github.bootcluster.channel.Message;
import io.github.bootcluster.channel.SimpleClientListener;
import io.github.bootcluster.event.ClusterReadyEvent;
import io.github.bootcluster.event.LeaderChangedEvent;
import io.github.bootcluster.event.WorkerExitedEvent;
import io.github.bootcluster.event.WorkerForkedEvent;
import io.github.bootcluster.event.WorkerListeningEvent;
import io.github.bootcluster.event.WorkerOnlineEvent;
import io.github.bootcluster.process.WorkerLaunchOptions;
import io.github.bootcluster.process.WorkerOutput;
import io.github.bootcluster.process.WorkerProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Primary}, whose workers are connections of this JVM.
 */
class PrimaryTests {

	private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final int MAX_SIZE = 1 << 20;

	@TempDir
	private Path temp;

	private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();

	private final BlockingQueue<InProcessWorker> forked = new LinkedBlockingQueue<>();

	private Primary primary;

	@AfterEach
	void stop() {
		if (this.primary != null) {
			this.primary.stop();
		}
	}

	@Test
	void startsServesAndStopsWorkersAndLeavesNothing() throws Exception {
		this.primary = primary(new PortRequest("server.port", LOOPBACK, 0));
		assertThat(this.temp).as("before the start").isEmptyDirectory();
		this.primary.start();
		InProcessWorker worker = this.forked.poll(10, TimeUnit.SECONDS);
		assertThat(this.temp).isNotEmptyDirectory();
		int port = worker.comesUp();
		this.primary.awaitFirstWorker();
		assertThat(this.primary.getOperations().getStatus().workers()).isEqualTo(new ClusterStatus.Workers(1, 1));
		assertThat(worker.client.request(new ClusterRequest.Status(), TIMEOUT).status().instances()).singleElement()
			.satisfies((status) -> assertThat(status.port()).isEqualTo(port));
		this.primary.stop();
		assertThat(worker.exit).isCompletedWithValue(0);
		assertThat(this.temp).isEmptyDirectory();
		new ServerSocket(port, 1, LOOPBACK).close();
		assertThat(nextEvent()).isInstanceOf(WorkerForkedEvent.class);
		assertThat(nextEvent()).isInstanceOf(WorkerOnlineEvent.class);
		assertThat(nextEvent()).isInstanceOf(WorkerListeningEvent.class);
		assertThat(nextEvent()).isInstanceOf(ClusterReadyEvent.class);
		assertThat(nextEvent()).isEqualTo(new LeaderChangedEvent(1));
		assertThat(this.events).hasAtLeastOneElementOfType(WorkerExitedEvent.class)
			.containsOnlyOnce(new LeaderChangedEvent(null));
		assertThat(this.primary.getMembers().leaderId()).isNull();
	}

	@Test
	void whenStoppedTwiceOrNeverStartedDoesNothing() throws Exception {
		this.primary = primary();
		this.primary.stop();
		Primary second = primary();
		second.start();
		this.forked.poll(10, TimeUnit.SECONDS).comesUp();
		second.stop();
		second.stop();
		assertThat(this.temp).isEmptyDirectory();
		assertThatExceptionOfType(ClusterUnavailableException.class)
			.isThrownBy(() -> second.getOperations().getStatus())
			.withMessage("The cluster has stopped");
	}

	@Test
	void whenStoppedWhileFirstWorkerIsAwaitedIsNoLongerAwaited() throws Exception {
		this.primary = primary();
		this.primary.start();
		InProcessWorker worker = this.forked.poll(10, TimeUnit.SECONDS);
		CompletableFuture<Void> awaited = CompletableFuture.runAsync(this.primary::awaitFirstWorker);
		this.primary.stop();
		awaited.get(10, TimeUnit.SECONDS);
		assertThat(worker.exit).isCompletedWithValue(143);
	}

	@Test
	void whenKilledKillsWorkers() throws Exception {
		this.primary = primary();
		this.primary.start();
		InProcessWorker worker = this.forked.poll(10, TimeUnit.SECONDS);
		this.primary.kill();
		assertThat(worker.exit).isCompletedWithValue(137);
	}

	@Test
	void whenPortIsInUseGivesBackWhatItTook() throws Exception {
		int free = getFreePort();
		try (ServerSocket occupied = new ServerSocket(0, 1, LOOPBACK)) {
			Primary primary = primary(new PortRequest("server.port", LOOPBACK, free),
					new PortRequest("management.server.port", LOOPBACK, occupied.getLocalPort()));
			assertThatExceptionOfType(PortInUseException.class).isThrownBy(primary::start);
		}
		new ServerSocket(free, 1, LOOPBACK).close();
		assertThat(this.temp).isEmptyDirectory();
	}

	@Test
	void whenChannelDirectoryIsUnusableGivesBackPortAndIsReported() throws Exception {
		int free = getFreePort();
		Path file = Files.createFile(this.temp.resolve("file"));
		Primary primary = new Primary(settings(file, new PortRequest("server.port", LOOPBACK, free)), this.events::add,
				this::createForker);
		assertThatExceptionOfType(ChannelDirectoryException.class).isThrownBy(primary::start).satisfies((ex) -> {
			FailureAnalysis analysis = new ChannelDirectoryFailureAnalyzer().analyze(new IllegalStateException(ex));
			assertThat(analysis.getDescription())
				.isEqualTo("The channel between the primary and its workers cannot be created in '" + file
						+ "': it is not a directory.");
			assertThat(analysis.getAction()).startsWith("Set 'cluster.channel.directory' to an existing directory");
		});
		new ServerSocket(free, 1, LOOPBACK).close();
	}

	@Test
	void whenForkerCannotBeCreatedLeavesNothing() throws Exception {
		int free = getFreePort();
		Primary primary = new Primary(settings(this.temp, new PortRequest("server.port", LOOPBACK, free)),
				this.events::add, (settings, directory) -> {
					throw new IllegalStateException("Unknown command line");
				});
		assertThatIllegalStateException().isThrownBy(primary::start).withMessage("Unknown command line");
		new ServerSocket(free, 1, LOOPBACK).close();
		assertThat(this.temp).isEmptyDirectory();
	}

	@Test
	void whenNoWorkerCanBeLaunchedFailsToStart() throws Exception {
		this.primary = new Primary(settings(this.temp), this.events::add,
				(settings, directory) -> (id, generation, workers) -> {
					throw new IOException("Cannot run program");
				});
		this.primary.start();
		assertThatExceptionOfType(ClusterStartException.class).isThrownBy(this.primary::awaitFirstWorker)
			.withMessageContaining("Cannot run program");
	}

	@Test
	void whenNothingIsToBeRestartedRunsTask() throws Exception {
		CompletableFuture<Void> finished = new CompletableFuture<>();
		this.primary = primary();
		this.primary.whenFinished(() -> finished.complete(null));
		this.primary.start();
		InProcessWorker worker = this.forked.poll(10, TimeUnit.SECONDS);
		worker.comesUp();
		this.primary.awaitFirstWorker();
		assertThat(finished).isNotDone();
		worker.exit.complete(0);
		finished.get(10, TimeUnit.SECONDS);
	}

	@Test
	void whenStrategyStopsTheClusterRunsTaskWithTheExitCode() throws Exception {
		CompletableFuture<Integer> exitCode = new CompletableFuture<>();
		this.primary = primary();
		this.primary.setRestartStrategy((exit) -> RestartDecision.stopCluster());
		this.primary.whenStopDecided(exitCode::complete);
		this.primary.start();
		InProcessWorker worker = this.forked.poll(10, TimeUnit.SECONDS);
		worker.comesUp();
		this.primary.awaitFirstWorker();
		worker.exit.complete(78);
		assertThat(exitCode.get(10, TimeUnit.SECONDS)).isEqualTo(78);
		this.primary.stop();
		assertThat(this.forked).isEmpty();
	}

	@Test
	void whenStartedStrategyCannotBeChanged() throws Exception {
		this.primary = primary();
		this.primary.start();
		this.forked.poll(10, TimeUnit.SECONDS).comesUp();
		assertThatIllegalStateException()
			.isThrownBy(() -> this.primary.setRestartStrategy(RestartStrategy.defaultStrategy()));
	}

	@Test
	void statusListenerHearsNothingWhileTheSupervisorHangs() throws Exception {
		BlockingQueue<ClusterStatus> heard = new LinkedBlockingQueue<>();
		CompletableFuture<Boolean> hangs = new CompletableFuture<>();
		CompletableFuture<RestartDecision> decision = new CompletableFuture<>();
		this.primary = primary();
		this.primary.setStatusListener((status) -> heard.add(status.get()));
		this.primary.setRestartStrategy((exit) -> {
			hangs.complete(true);
			return decision.join();
		});
		this.primary.start();
		InProcessWorker worker = this.forked.poll(10, TimeUnit.SECONDS);
		worker.comesUp();
		this.primary.awaitFirstWorker();
		worker.exit.complete(1);
		assertThat(hangs).succeedsWithin(TIMEOUT);
		heard.clear();
		assertThat(heard.poll(1500, TimeUnit.MILLISECONDS)).isNull();
		decision.complete(RestartDecision.leaveEnded());
		assertThat(heard.poll(10, TimeUnit.SECONDS)).isNotNull();
		assertThat(heard.poll(10, TimeUnit.SECONDS)).as("at least every second").isNotNull();
	}

	@Test
	void whenStartedStatusListenerCannotBeChanged() throws Exception {
		this.primary = primary();
		this.primary.start();
		this.forked.poll(10, TimeUnit.SECONDS).comesUp();
		assertThatIllegalStateException().isThrownBy(() -> this.primary.setStatusListener((status) -> {
		}));
	}

	private Object nextEvent() throws InterruptedException {
		return this.events.poll(10, TimeUnit.SECONDS);
	}

	private Primary primary(PortRequest... ports) {
		return new Primary(settings(this.temp, ports), this.events::add, this::createForker);
	}

	private WorkerForker createForker(PrimarySettings settings, ChannelDirectory directory) {
		return (id, generation, workers) -> {
			InProcessWorker worker = new InProcessWorker(id, generation, directory.getSocketPath());
			this.forked.add(worker);
			return new ForkedWorker(worker, "secret");
		};
	}

	private static PrimarySettings settings(Path directory, PortRequest... ports) {
		SupervisorSettings supervisor = new SupervisorSettings(1, 1, TIMEOUT, TIMEOUT, Duration.ZERO,
				new SteeringSettings(true, false, TIMEOUT, Duration.ZERO), TIMEOUT, RestartPolicy.ON_FAILURE,
				Duration.ZERO, new Backoff(Duration.ofMillis(1), 1, Duration.ofMillis(1)),
				new CrashBudget(10, Duration.ofMinutes(1)), 1, RecycleLimits.NONE);
		return new PrimarySettings(supervisor, List.of(ports),
				new WorkerLaunchOptions(List.of(), List.of(), Map.of(), null, null), directory, MAX_SIZE,
				(id) -> Map.of("worker.number", String.valueOf(id)), (id) -> new WorkerOutput((line) -> {
				}, (line) -> {
				}));
	}

	private static int getFreePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
			return socket.getLocalPort();
		}
	}

	/**
	 * A worker that is this very process.
	 */
	private static final class InProcessWorker implements WorkerProcess {

		private final CompletableFuture<Integer> exit = new CompletableFuture<>();

		private final int id;

		private final int generation;

		private final Path socket;

		private ChannelClient client;

		private InProcessWorker(int id, int generation, Path socket) {
			this.id = id;
			this.generation = generation;
			this.socket = socket;
		}

		private int comesUp() throws IOException {
			Message.Hello hello = new Message.Hello(this.id, this.generation, pid(), "secret");
			this.client = ChannelClient.connect(this.socket, hello, MAX_SIZE, TIMEOUT);
			this.exit.thenRun(this.client::close);
			assertThat(this.client.getProperties()).containsEntry("worker.number", String.valueOf(this.id));
			int port = Integer.parseInt(this.client.getProperties().getOrDefault("server.port", "0"));
			this.client.start(new SimpleClientListener(this::received, () -> this.exit.complete(1)));
			this.client.send(new Message.Listening(port));
			return port;
		}

		private void received(Frame message) {
			if (message instanceof Message.Stop) {
				this.exit.complete(0);
			}
		}

		@Override
		public long pid() {
			return ProcessHandle.current().pid();
		}

		@Override
		public boolean isAlive() {
			return !this.exit.isDone();
		}

		@Override
		public CompletableFuture<Integer> onExit() {
			return this.exit;
		}

		@Override
		public void terminate() {
			this.exit.complete(143);
		}

		@Override
		public void kill() {
			this.exit.complete(137);
		}

		@Override
		public List<String> lastLines() {
			return List.of();
		}

	}

}
