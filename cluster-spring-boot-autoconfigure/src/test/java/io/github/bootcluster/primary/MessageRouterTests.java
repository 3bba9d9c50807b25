package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.bootcluster.ClusterAddress;
import io.github.bootcluster.ClusterRole;
import io.github.bootcluster.ClusterWorker;
import io.github.bootcluster.MessageLostException;
import io.github.bootcluster.MessageNotDeliveredException;
import io.github.bootcluster.TestCluster;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.channel.Connection;
import io.github.bootcluster.channel.Message;
import io.github.bootcluster.channel.Parcel;
import io.github.bootcluster.channel.Parcel.Kind;
import io.github.bootcluster.channel.Peer;
import io.github.bootcluster.messaging.ApplicationMessaging;
import io.github.bootcluster.messaging.ClusterMessageListenerFactory;
import io.github.bootcluster.messaging.MessageEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.support.StaticApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MessageRouter}.
 */
class MessageRouterTests {

	private static final Peer FIRST = new Peer(1, 101);

	private static final Peer SECOND = new Peer(2, 102);

	private static final Peer THIRD = new Peer(3, 103);

	private final FakeConnection first = new FakeConnection();

	private final FakeConnection second = new FakeConnection();

	private final FakeConnection third = new FakeConnection();

	private final MessageRouter router = new MessageRouter(
			() -> new Message.Members(List.of(worker(FIRST), worker(SECOND)), null));

	@BeforeEach
	void connect() {
		this.router.connected(this.first, FIRST);
		this.router.connected(this.second, SECOND);
		this.router.connected(this.third, THIRD);
	}

	@ParameterizedTest
	@EnumSource(names = "DEPARTURE", mode = EnumSource.Mode.EXCLUDE)
	void passesOnParcelsOfTrueSender(Kind kind) {
		this.router.received(this.first, parcel(kind, FIRST, SECOND));
		this.router.received(this.first, parcel(kind, THIRD, SECOND));
		this.router.received(this.first, parcel(kind, Peer.PRIMARY, SECOND));
		assertThat(this.second.parcels).hasSize(3).allSatisfy((parcel) -> {
			assertThat(parcel.kind()).isEqualTo(kind);
			assertThat(parcel.from()).isEqualTo(FIRST);
			assertThat(parcel.to()).isEqualTo(SECOND);
			assertThat(parcel.number()).isEqualTo(7);
			assertThat(parcel.detail()).isEqualTo("detail");
			assertThat(parcel.content()).containsExactly('1');
		});
		assertThat(this.first.parcels).isEmpty();
		assertThat(this.third.parcels).isEmpty();
	}

	@Test
	void whenConnectionIsUnknownDropsParcel() {
		this.router.received(new FakeConnection(), parcel(Kind.NOTICE, FIRST, SECOND));
		assertThat(this.second.parcels).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "NOTICE", "REQUEST" })
	void whenReceiverDoesNotListenRefuses(Kind kind) {
		this.router.received(this.first, parcel(kind, FIRST, THIRD));
		assertThat(this.third.parcels).isEmpty();
		assertThat(this.first.parcels).singleElement().satisfies((parcel) -> {
			assertThat(parcel.kind()).isEqualTo(Kind.REFUSAL);
			assertThat(parcel.from()).isEqualTo(THIRD);
			assertThat(parcel.number()).isEqualTo(7);
			assertThat(parcel.detail()).isEqualTo("it does not listen");
		});
	}

	@ParameterizedTest
	@EnumSource(names = { "REPLY", "FAILURE", "RECEIPT", "REFUSAL" })
	void whenReceiverDrainsAnswersAreDelivered(Kind kind) {
		this.router.received(this.first, parcel(kind, FIRST, THIRD));
		assertThat(this.third.parcels).extracting(Parcel::kind).containsExactly(kind);
		assertThat(this.first.parcels).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(names = { "NOTICE", "REQUEST" })
	void whenReceiverHasEndedRefusesAndTellsOfDeparture(Kind kind) {
		this.router.received(this.first, parcel(kind, FIRST, new Peer(9, 909)));
		assertThat(this.first.parcels).extracting(Parcel::kind).containsExactly(Kind.REFUSAL, Kind.DEPARTURE);
		assertThat(this.first.parcels).extracting(Parcel::from).containsOnly(new Peer(9, 909));
		assertThat(this.first.parcels.get(0).detail()).isEqualTo("it has ended");
	}

	@Test
	void whenReceiverHasEndedBeforeSupervisorKnowsTellsOfDeparture() {
		this.router.disconnected(this.second);
		this.first.parcels.clear();
		this.router.received(this.first, parcel(Kind.NOTICE, FIRST, SECOND));
		assertThat(this.first.parcels).extracting(Parcel::kind).containsExactly(Kind.REFUSAL, Kind.DEPARTURE);
		assertThat(this.first.parcels.get(0).detail()).isEqualTo("it has ended");
	}

	@Test
	void whenReceiverDoesNotReadRefuses() {
		this.second.full = true;
		this.router.received(this.first, parcel(Kind.NOTICE, FIRST, SECOND));
		assertThat(this.first.parcels).singleElement().satisfies((parcel) -> {
			assertThat(parcel.kind()).isEqualTo(Kind.REFUSAL);
			assertThat(parcel.detail()).isEqualTo("it does not read what it is sent");
		});
	}

	@Test
	void whenReplyDoesNotFitTellsOfFailureInstead() {
		this.second.fullForContent = true;
		this.router.received(this.first, parcel(Kind.REPLY, FIRST, SECOND));
		assertThat(this.second.parcels).singleElement().satisfies((parcel) -> {
			assertThat(parcel.kind()).isEqualTo(Kind.FAILURE);
			assertThat(parcel.from()).isEqualTo(FIRST);
			assertThat(parcel.number()).isEqualTo(7);
			assertThat(parcel.detail()).startsWith("the reply was dropped");
		});
		assertThat(this.first.parcels).isEmpty();
	}

	@Test
	void departureIsToldToAllOthersOnce() {
		this.router.disconnected(this.second);
		this.router.disconnected(this.second);
		for (FakeConnection other : List.of(this.first, this.third)) {
			assertThat(other.parcels).singleElement().satisfies((parcel) -> {
				assertThat(parcel.kind()).isEqualTo(Kind.DEPARTURE);
				assertThat(parcel.from()).isEqualTo(SECOND);
			});
		}
		assertThat(this.second.parcels).isEmpty();
	}

	@Test
	void departureOfEarlierConnectionKeepsLaterOne() {
		FakeConnection later = new FakeConnection();
		this.router.connected(later, SECOND);
		this.router.disconnected(this.second);
		this.router.received(this.first, parcel(Kind.NOTICE, FIRST, SECOND));
		assertThat(later.parcels).extracting(Parcel::kind).contains(Kind.NOTICE);
	}

	@Test
	void endpointOfPrimaryTalksToWorkersAndHearsOfDepartures() {
		try (StaticApplicationContext context = new StaticApplicationContext()) {
			context.registerSingleton("factory", ClusterMessageListenerFactory.class);
			context.refresh();
			MessageEndpoint endpoint = createEndpoint(context);
			CompletableFuture<Void> taken = endpoint.send(ClusterAddress.worker(1), "x");
			CompletableFuture<Void> lost = endpoint.send(ClusterAddress.worker(2), "x");
			CompletableFuture<Void> refused = endpoint.send(ClusterAddress.worker(3), "x");
			this.router.received(this.first, this.first.parcels.get(0).answer(Kind.RECEIPT, ""));
			this.router.disconnected(this.second);
			assertThat(taken).succeedsWithin(Duration.ofSeconds(10));
			assertThat(lost).failsWithin(Duration.ofSeconds(10))
				.withThrowableOfType(Exception.class)
				.withCauseInstanceOf(MessageLostException.class);
			assertThat(refused).failsWithin(Duration.ofSeconds(10))
				.withThrowableOfType(Exception.class)
				.withCauseInstanceOf(MessageNotDeliveredException.class)
				.withMessageContaining("it does not listen");
		}
	}

	private MessageEndpoint createEndpoint(StaticApplicationContext context) {
		TestCluster cluster = new TestCluster(ClusterRole.PRIMARY);
		cluster.setWorkers(worker(FIRST), worker(SECOND), worker(THIRD));
		MessageEndpoint endpoint = new ApplicationMessaging(context, Duration.ofSeconds(10), 1000)
			.createEndpoint(Peer.PRIMARY, cluster, this.router::route);
		this.router.setEndpoint(endpoint);
		return endpoint;
	}

	private static ClusterWorker worker(Peer peer) {
		return new ClusterWorker(peer.workerId(), peer.pid(), WorkerState.LISTENING, 1, null);
	}

	private static Parcel parcel(Kind kind, Peer from, Peer to) {
		return new Parcel(kind, from, to, 7, "detail", new byte[] { '1' });
	}

	/**
	 * {@link Connection} that keeps what it is given.
	 */
	private static final class FakeConnection implements Connection {

		private final List<Parcel> parcels = new ArrayList<>();

		private boolean full;

		private boolean fullForContent;

		@Override
		public void send(Message message) {
		}

		@Override
		public boolean send(Parcel parcel) {
			boolean taken = !this.full && !(this.fullForContent && parcel.content().length > 0);
			if (taken) {
				this.parcels.add(parcel);
			}
			return taken;
		}

		@Override
		public void close() {
		}

	}

}
