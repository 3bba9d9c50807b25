package io.github.bootcluster.primary;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;

import io.github.bootcluster.ClusterOperations;
import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.WorkerStatus;
import io.github.bootcluster.channel.ChannelClient;
import io.github.bootcluster.channel.ChannelDirectory;
import io.github.bootcluster.channel.ChannelServer;
import io.github.bootcluster.channel.ClusterRequest;
import io.github.bootcluster.channel.Connection;
import io.github.bootcluster.channel.Message;
import io.github.bootcluster.channel.Message.Reply;
import io.github.bootcluster.channel.Message.Reply.Outcome;
import io.github.bootcluster.channel.Parcel;
import io.github.bootcluster.channel.Peer;
import io.github.bootcluster.channel.SimpleClientListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.InOrder;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link WorkerChannelListener}.
 */
@ExtendWith(OutputCaptureExtension.class)
class WorkerChannelListenerTests {

	private static final Message.Hello HELLO = new Message.Hello(3, 1, 4711, "secret");

	private final SupervisorLoop loop = new SupervisorLoop();

	private final WorkerConversations conversations = mock(WorkerConversations.class);

	private final ClusterOperations operations = mock(ClusterOperations.class);

	private final Connection connection = mock(Connection.class);

	private final MessageRouter router = new MessageRouter(() -> Message.Members.NONE);

	private final List<Thread> threads = new ArrayList<>();

	private final WorkerChannelListener listener = new WorkerChannelListener(this.loop, this.conversations,
			new RequestHandler(this.operations, 1024), this.router, (id) -> Map.of("worker", String.valueOf(id)));

	@BeforeEach
	void startLoop() {
		this.loop.start(() -> Duration.ofDays(1));
	}

	@AfterEach
	void endLoop() {
		this.loop.end();
	}

	@Test
	void whenSupervisorAdmitsWelcomesWithPropertiesOfWorker() {
		WorkerHandle worker = mock(WorkerHandle.class);
		given(worker.getId()).willReturn(3);
		given(this.conversations.connected(this.connection, HELLO, OptionalLong.of(4711))).willAnswer((invocation) -> {
			this.threads.add(Thread.currentThread());
			return worker;
		});
		assertThat(this.listener.connected(this.connection, HELLO, OptionalLong.of(4711))).isTrue();
		then(this.connection).should().send(new Message.Welcome(Map.of("worker", "3")));
		assertThat(this.threads).containsExactly(this.loop.call(Thread::currentThread));
	}

	@Test
	void whenAnotherWorkerDepartsMeanwhileWelcomeIsTheFirstToBeSent() {
		Connection departing = mock(Connection.class);
		this.router.connected(departing, new Peer(2, 4710));
		WorkerHandle worker = mock(WorkerHandle.class);
		given(worker.getId()).willReturn(3);
		given(worker.getPid()).willReturn(4711L);
		given(this.conversations.connected(any(), any(), any())).willReturn(worker);
		willAnswer((invocation) -> {
			this.router.disconnected(departing);
			return null;
		}).given(this.connection).send(any(Message.class));
		this.listener.connected(this.connection, HELLO, OptionalLong.of(4711));
		then(this.connection).should().send(any(Message.Welcome.class));
		then(this.connection).should(never()).send(any(Parcel.class));
	}

	@Test
	void whenSupervisorRefusesSaysNothing() {
		assertThat(this.listener.connected(this.connection, HELLO, OptionalLong.empty())).isFalse();
		then(this.connection).shouldHaveNoInteractions();
	}

	@Test
	void passesOnWhatWorkersSayInOrder() {
		this.listener.received(this.connection, new Message.Listening(8080));
		this.listener.received(this.connection, new Message.Disconnecting());
		this.listener.disconnected(this.connection);
		this.loop.call(() -> "done");
		InOrder order = inOrder(this.conversations);
		order.verify(this.conversations).received(this.connection, new Message.Listening(8080));
		order.verify(this.conversations).received(this.connection, new Message.Disconnecting());
		order.verify(this.conversations).disconnected(this.connection);
	}

	@Test
	void answersRequestsOnThreadOfConnection() {
		this.listener.received(this.connection, new Message.Request(1, new ClusterRequest.Scale(4)));
		then(this.operations).should().scale(4);
		then(this.connection).should().send(new Reply(1, Outcome.ACCEPTED, null, null));
		this.loop.call(() -> "done");
		then(this.conversations).should(never()).received(any(), any());
	}

	@Test
	void whenReplyIsTooLargeSaysSoAndKeepsConnection(@TempDir Path temp, CapturedOutput output) throws Exception {
		given(this.conversations.connected(any(), any(), any())).willReturn(mock(WorkerHandle.class));
		given(this.operations.getStatus()).willReturn(statusOf(1000));
		try (ChannelDirectory directory = ChannelDirectory.create(temp);
				ChannelServer server = new ChannelServer(directory.getSocketPath(), 64 * 1024,
						(accepted) -> OptionalLong.empty(), this.listener)) {
			server.start();
			Duration timeout = Duration.ofSeconds(10);
			try (ChannelClient client = ChannelClient.connect(directory.getSocketPath(), HELLO, 64 * 1024, timeout)) {
				client.start(new SimpleClientListener((frame) -> {
				}, () -> {
				}));
				Reply reply = client.request(new ClusterRequest.Status(), timeout);
				assertThat(reply.outcome()).isEqualTo(Outcome.FAILED);
				assertThat(reply.detail()).contains("cluster.channel.max-message-size");
				assertThat(client.request(new ClusterRequest.Restart(), timeout).outcome()).isEqualTo(Outcome.ACCEPTED);
			}
		}
		assertThat(output).contains("Unable to answer worker 3 (PID 4711): A message of type Reply takes");
	}

	private static ClusterStatus statusOf(int workers) {
		return new ClusterStatus(new ClusterStatus.Primary(1, Instant.EPOCH), 1,
				ClusterStatus.SchedulingPolicy.REUSE_PORT, ClusterStatus.ConnectionDraining.GRACEFUL, null,
				new ClusterStatus.Workers(workers, workers), null,
				IntStream.rangeClosed(1, workers)
					.mapToObj((id) -> new WorkerStatus(id, 4711L, WorkerState.LISTENING, 1, 0, 8080, Instant.EPOCH,
							Instant.EPOCH, Instant.EPOCH, null, null, null, null, null))
					.toList());
	}

}
