package io.github.bootcluster.worker;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.bootcluster.ClusterOperations;
import io.github.bootcluster.ClusterWorker;
import io.github.bootcluster.UnknownWorkerException;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.WorkerStatistics.Requests;
import io.github.bootcluster.channel.ChannelDirectory;
import io.github.bootcluster.channel.ChannelServer;
import io.github.bootcluster.channel.Connection;
import io.github.bootcluster.channel.HandOver;
import io.github.bootcluster.channel.Message;
import io.github.bootcluster.channel.Message.Reply.Outcome;
import io.github.bootcluster.channel.Parcel;
import io.github.bootcluster.event.ClusterEvent;
import io.github.bootcluster.event.ClusterReadyEvent;
import io.github.bootcluster.event.LeadershipGrantedEvent;
import io.github.bootcluster.event.LeadershipRevokedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Worker}, with a primary on the same channel in this JVM.
 */
class WorkerTests {

	private static final int MAX_SIZE = 1 << 20;

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final Duration RARELY = Duration.ofDays(1);

	@TempDir
	private Path temp;

	private final FakePrimary primary = new FakePrimary();

	private final Commands commands = new Commands();

	private final BlockingQueue<ClusterEvent> events = new LinkedBlockingQueue<>();

	private ChannelDirectory directory;

	private ChannelServer server;

	private HandOver handOver;

	@BeforeEach
	void startPrimary() throws Exception {
		this.directory = ChannelDirectory.create(this.temp);
		this.handOver = new HandOver(3, 2, this.directory.getSocketPath(), this.directory.write("token", "secret"));
		this.server = new ChannelServer(this.directory.getSocketPath(), MAX_SIZE, (accepted) -> OptionalLong.empty(),
				this.primary);
		this.server.start();
	}

	@AfterEach
	void stopPrimary() {
		this.server.close();
		this.directory.close();
	}

	@Test
	void introducesItselfAndGetsItsProperties() throws Exception {
		Worker worker = connect();
		assertThat(this.primary.received.poll(10, TimeUnit.SECONDS))
			.isEqualTo(new Message.Hello(3, 2, ProcessHandle.current().pid(), "secret"));
		assertThat(worker.getId()).isEqualTo(3);
		assertThat(worker.getProperties()).containsExactly(Map.entry("server.port", "8081"));
	}

	@Test
	void sendsHeartbeatsWithFiguresOfWebServer() throws Exception {
		Worker worker = connect();
		worker.observe(() -> 4L, () -> new Requests(1, 2));
		worker.start(Duration.ofMillis(20), this.commands);
		for (int i = 0; i < 3; i++) {
			Message.Heartbeat heartbeat = this.primary.next(Message.Heartbeat.class);
			assertThat(heartbeat.statistics().connections()).isEqualTo(4);
			assertThat(heartbeat.statistics().requests()).isEqualTo(new Requests(1, 2));
		}
	}

	@Test
	void tellsHowFarItGot() throws Exception {
		Worker worker = connect();
		worker.start(RARELY, this.commands);
		worker.listening(8081);
		worker.disconnecting();
		assertThat(this.primary.next(Message.Listening.class)).isEqualTo(new Message.Listening(8081));
		assertThat(this.primary.next(Message.Disconnecting.class)).isNotNull();
	}

	@Test
	void whenPrimarySaysStopStops() throws Exception {
		connect().start(RARELY, this.commands);
		this.primary.connection.send(new Message.Stop());
		assertThat(this.commands.next()).isEqualTo("stop");
	}

	@Test
	void whenPrimarySaysDrainDrains() throws Exception {
		connect().start(RARELY, this.commands);
		this.primary.connection.send(new Message.Drain());
		assertThat(this.commands.next()).isEqualTo("drain");
	}

	@Test
	void awaitOpeningReturnsWhenPrimaryGrantsIt() throws Exception {
		Worker worker = connect();
		worker.start(RARELY, this.commands);
		CompletableFuture<Void> opening = CompletableFuture.runAsync(worker::awaitOpening);
		assertThat(this.primary.next(Message.GateRequest.class)).isNotNull();
		assertThat(opening).isNotDone();
		this.primary.connection.send(new Message.GateGrant());
		assertThat(opening).succeedsWithin(TIMEOUT);
		worker.opened(List.of());
		assertThat(this.primary.next(Message.GatePassed.class)).isEqualTo(new Message.GatePassed(false));
	}

	@Test
	void awaitOpeningReturnsWhenPrimaryIsGone() throws Exception {
		Worker worker = connect();
		worker.start(RARELY, this.commands);
		CompletableFuture<Void> opening = CompletableFuture.runAsync(worker::awaitOpening);
		assertThat(this.primary.next(Message.GateRequest.class)).isNotNull();
		this.server.close();
		assertThat(opening).succeedsWithin(TIMEOUT);
	}

	@Test
	void awaitClosingHasPrimaryToldWhenThePortIsClosed() throws Exception {
		Worker worker = connect();
		worker.start(RARELY, this.commands);
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			worker.opened(List.of(socket.getLocalPort()));
			assertThat(this.primary.next(Message.GatePassed.class)).isEqualTo(new Message.GatePassed(true));
			this.primary.connection.send(new Message.GateGrant());
			worker.awaitClosing(TIMEOUT);
			assertThat(this.primary.next(Message.GateRequest.class)).isNotNull();
			assertThat(this.primary.received).doesNotContain(new Message.GatePassed(false));
		}
		assertThat(this.primary.next(Message.GatePassed.class)).isEqualTo(new Message.GatePassed(false));
	}

	@Test
	void awaitClosingReturnsWhenPrimarySaysStop() throws Exception {
		Worker worker = connect();
		worker.start(RARELY, this.commands);
		CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> worker.awaitClosing(Duration.ofDays(1)));
		assertThat(this.primary.next(Message.GateRequest.class)).isNotNull();
		this.primary.connection.send(new Message.Stop());
		assertThat(closing).succeedsWithin(TIMEOUT);
	}

	@Test
	void steeringOfPortsThatAreNotSharedSaysWhy() throws Exception {
		Worker worker = connect();
		worker.start(RARELY, this.commands);
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			worker.opened(List.of(socket.getLocalPort()));
			this.primary.connection.send(new Message.Steer(List.of(100)));
			assertThat(this.primary.next(Message.Steered.class).failure()).contains("steer");
		}
	}

	@Test
	void whenPrimaryIsGoneIsOrphaned() throws Exception {
		connect().start(RARELY, this.commands);
		this.server.close();
		assertThat(this.commands.next()).isEqualTo("orphaned");
	}

	@Test
	void knowsWhatThePrimaryTells() throws Exception {
		Worker worker = connect();
		worker.start(RARELY, this.commands);
		Message.Members members = new Message.Members(
				List.of(new ClusterWorker(3, 4711L, WorkerState.LISTENING, 2, 8081)), 3);
		this.primary.connection.send(members);
		this.primary.connection.send(new Message.Announcement(List.of(new ClusterReadyEvent(1))));
		this.primary.connection.send(new Message.LeadershipGrant(true));
		worker.publishTo(this.events::add);
		assertThat(this.events.poll(10, TimeUnit.SECONDS)).isEqualTo(new ClusterReadyEvent(1));
		assertThat(this.events.poll(10, TimeUnit.SECONDS)).isEqualTo(new LeadershipGrantedEvent(true));
		assertThat(worker.getMembers()).isEqualTo(members);
		assertThat(worker.isLeader()).isTrue();
	}

	@Test
	void disconnectingEndsLeadershipAndEvents() throws Exception {
		Worker worker = connect();
		worker.start(RARELY, this.commands);
		worker.publishTo(this.events::add);
		this.primary.connection.send(new Message.LeadershipGrant(false));
		assertThat(this.events.poll(10, TimeUnit.SECONDS)).isEqualTo(new LeadershipGrantedEvent(false));
		worker.disconnecting();
		assertThat(worker.isLeader()).isFalse();
		assertThat(this.events).containsExactly(new LeadershipRevokedEvent());
		this.primary.connection.send(new Message.LeadershipRevocation());
		assertThat(this.primary.next(Message.LeadershipReturned.class)).isNotNull();
	}

	@Test
	void whenPrimaryIsGoneLeadsNoMore() throws Exception {
		Worker worker = connect();
		worker.start(RARELY, this.commands);
		worker.publishTo(this.events::add);
		this.primary.connection.send(new Message.LeadershipGrant(false));
		assertThat(this.events.poll(10, TimeUnit.SECONDS)).isEqualTo(new LeadershipGrantedEvent(false));
		this.server.close();
		assertThat(this.events.poll(10, TimeUnit.SECONDS)).isEqualTo(new LeadershipRevokedEvent());
		assertThat(worker.isLeader()).isFalse();
	}

	@Test
	void claimReturnsWhenPrimaryGrantsIt() throws Exception {
		Worker worker = connect();
		worker.start(RARELY, this.commands);
		CompletableFuture<Boolean> claim = claim(worker);
		this.primary.connection.send(new Message.TaskGrant("seed", true));
		assertThat(claim).succeedsWithin(TIMEOUT).isEqualTo(true);
		worker.getTaskClaims().complete("seed");
		assertThat(this.primary.next(Message.TaskCompleted.class)).isEqualTo(new Message.TaskCompleted("seed"));
	}

	@Test
	void claimReturnsInVainWhenPrimarySaysStop() throws Exception {
		Worker worker = connect();
		worker.start(RARELY, this.commands);
		CompletableFuture<Boolean> claim = claim(worker);
		this.primary.connection.send(new Message.Stop());
		assertThat(claim).succeedsWithin(TIMEOUT).isEqualTo(false);
	}

	@Test
	void claimReturnsInVainWhenPrimaryIsGone() throws Exception {
		Worker worker = connect();
		worker.start(RARELY, this.commands);
		CompletableFuture<Boolean> claim = claim(worker);
		this.server.close();
		assertThat(claim).succeedsWithin(TIMEOUT).isEqualTo(false);
	}

	private CompletableFuture<Boolean> claim(Worker worker) throws Exception {
		CompletableFuture<Boolean> claim = CompletableFuture.supplyAsync(() -> worker.getTaskClaims().claim("seed"));
		assertThat(this.primary.next(Message.TaskClaim.class)).isEqualTo(new Message.TaskClaim("seed"));
		assertThat(claim).isNotDone();
		return claim;
	}

	@Test
	void operationsAskPrimary() throws Exception {
		Worker worker = connect();
		worker.start(RARELY, this.commands);
		ClusterOperations operations = worker.getOperations(TIMEOUT);
		assertThatExceptionOfType(UnknownWorkerException.class).isThrownBy(() -> operations.restart(9));
	}

	@Test
	void whenPrimaryRefusesIsLost() {
		this.primary.accepting = false;
		assertThatExceptionOfType(PrimaryLostException.class).isThrownBy(this::connect)
			.withMessageStartingWith(
					"Worker 3 cannot reach the primary that launched it at " + this.directory.getSocketPath() + ": ");
	}

	@Test
	void whenTokenIsGoneIsLost() throws Exception {
		Files.delete(this.handOver.token());
		assertThatExceptionOfType(PrimaryLostException.class).isThrownBy(this::connect)
			.withMessageContaining("NoSuchFileException");
		assertThat(this.directory.getPath()).as("directory of a living primary").exists();
	}

	@Test
	void whenPrimaryIsGoneBeforeHelloIsLostAndReported() {
		this.server.close();
		this.directory.close();
		assertThatExceptionOfType(PrimaryLostException.class).isThrownBy(this::connect).satisfies((ex) -> {
			FailureAnalysis analysis = new PrimaryLostFailureAnalyzer().analyze(new IllegalStateException(ex));
			assertThat(analysis.getDescription()).isEqualTo(ex.getMessage() + ".");
			assertThat(analysis.getAction()).contains("its log says why", "'bootcluster.*'");
		});
	}

	private Worker connect() {
		return Worker.connect(this.handOver, MAX_SIZE, TIMEOUT);
	}

	private static final class FakePrimary implements ChannelServer.Listener {

		private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();

		private volatile boolean accepting = true;

		private volatile Connection connection;

		@Override
		public boolean connected(Connection connection, Message.Hello hello, OptionalLong peerPid) {
			if (!this.accepting) {
				return false;
			}
			this.received.add(hello);
			this.connection = connection;
			connection.send(new Message.Welcome(Map.of("server.port", "8081")));
			return true;
		}

		@Override
		public void received(Connection connection, Message message) {
			if (message instanceof Message.Request request) {
				connection.send(new Message.Reply(request.number(), Outcome.UNKNOWN_WORKER, null, null));
			}
			this.received.add(message);
		}

		@Override
		public void received(Connection connection, Parcel parcel) {
		}

		@Override
		public void disconnected(Connection connection) {
		}

		<T extends Message> T next(Class<T> type) throws InterruptedException {
			Message message = this.received.poll(10, TimeUnit.SECONDS);
			while (message != null && !type.isInstance(message)) {
				message = this.received.poll(10, TimeUnit.SECONDS);
			}
			return type.cast(message);
		}

	}

	/**
	 * Notes what the primary says.
	 */
	private static final class Commands implements PrimaryCommands {

		private final BlockingQueue<String> commands = new LinkedBlockingQueue<>();

		@Override
		public void drain() {
			this.commands.add("drain");
		}

		@Override
		public void stop() {
			this.commands.add("stop");
		}

		@Override
		public void orphaned() {
			this.commands.add("orphaned");
		}

		String next() throws InterruptedException {
			return Objects.requireNonNull(this.commands.poll(10, TimeUnit.SECONDS), "Nothing was said");
		}

	}

}
