package io.github.bootcluster.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.bootcluster.ClusterAddress;
import io.github.bootcluster.MessageBacklogException;
import io.github.bootcluster.MessageLostException;
import io.github.bootcluster.MessageNotDeliveredException;
import io.github.bootcluster.MessageTooLargeException;
import io.github.bootcluster.RequestFailedException;
import io.github.bootcluster.RequestTimeoutException;
import io.github.bootcluster.TestCluster;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.channel.Parcel;
import io.github.bootcluster.channel.Parcel.Kind;
import io.github.bootcluster.channel.Peer;
import org.assertj.core.api.AbstractThrowableAssert;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.support.StaticApplicationContext;
import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link MessageEndpoint}: three of them that talk to each other.
 */
@Timeout(60)
class MessageEndpointTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final ClusterAddress TO_PRIMARY = ClusterAddress.primary();

	private static final ClusterAddress TO_FIRST = ClusterAddress.worker(1);

	private static final ClusterAddress TO_SECOND = ClusterAddress.worker(2);

	private final TestReceiver atPrimary = new TestReceiver();

	private final TestReceiver atFirst = new TestReceiver();

	private final TestReceiver atSecond = new TestReceiver();

	private MessageNetwork network = new MessageNetwork(LONG);

	private MessageEndpoint primary = this.network.join(Peer.PRIMARY, this.atPrimary);

	private MessageEndpoint first = this.network.join(MessageNetwork.FIRST, this.atFirst);

	private MessageEndpoint second = this.network.join(MessageNetwork.SECOND, this.atSecond);

	@Test
	void sendCompletesWhenReceiverHasHeard() {
		List<Peer> senders = new CopyOnWriteArrayList<>();
		this.atSecond.listener = (json, sender) -> senders.add(sender);
		this.first.send(TO_SECOND, "hello").join();
		assertThat(senders).containsExactly(MessageNetwork.FIRST);
		this.primary.send(TO_SECOND, "hello").join();
		assertThat(senders).endsWith(Peer.PRIMARY);
	}

	@Test
	void sendReachesPrimaryAndSender() {
		this.first.send(TO_PRIMARY, "up").join();
		this.first.send(TO_FIRST, "self").join();
		this.primary.send(TO_PRIMARY, "self").join();
		assertThat(this.atPrimary.heard).containsExactly("\"up\"", "\"self\"");
		assertThat(this.atFirst.heard).containsExactly("\"self\"");
	}

	@Test
	void messagesAndRequestsAreCountedWhereTheyAreSentAndWhereTheyArrive() {
		this.first.send(TO_SECOND, 1).join();
		this.first.broadcast(2).join();
		this.first.request(TO_PRIMARY, 3, String.class, LONG).join();
		Awaitility.await().until(() -> this.first.getCounts().getSent() == 4);
		assertThat(this.first.getCounts().getReceived()).isZero();
		assertThat(this.second.getCounts().getReceived()).isEqualTo(2);
		assertThat(this.second.getCounts().getSent()).isZero();
		assertThat(this.primary.getCounts().getReceived()).isEqualTo(2);
	}

	@Test
	void sendWhenListenerThrowsIsTakenAllTheSame() {
		this.atSecond.listener = (json, sender) -> {
			throw new IllegalStateException("a defect");
		};
		assertThat(this.first.send(TO_SECOND, 1)).succeedsWithin(LONG);
		assertThat(this.first.send(TO_SECOND, 2)).succeedsWithin(LONG);
	}

	@Test
	void sendWhenNullThrows() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.first.send(TO_SECOND, nullOf()))
			.withMessage("'payload' must not be null");
	}

	@Test
	void sendWhenTooLargeThrowsAndLaterMessagesAreHeard() {
		String largest = "x".repeat(MessageNetwork.MAX_SIZE - 2);
		assertThatExceptionOfType(MessageTooLargeException.class)
			.isThrownBy(() -> this.first.send(TO_SECOND, largest + "x"));
		this.first.send(TO_SECOND, largest).join();
		assertThat(this.atSecond.heard).singleElement().asString().hasSize(MessageNetwork.MAX_SIZE);
	}

	@Test
	void broadcastReachesAllOthersAndCountsThem() {
		assertThat(this.first.broadcast("all").join()).isEqualTo(2);
		assertThat(this.primary.broadcast("workers").join()).isEqualTo(2);
		assertThat(this.atFirst.heard).containsExactly("\"workers\"");
		assertThat(this.atSecond.heard).containsExactly("\"all\"", "\"workers\"");
		assertThat(this.atPrimary.heard).containsExactly("\"all\"");
	}

	@Test
	void whatIsWaitedForIsLostWhenThereIsNoWayToTheOthers() {
		this.network.hold(MessageNetwork.SECOND);
		CompletableFuture<Void> sent = this.first.send(TO_SECOND, 1);
		CompletableFuture<String> reply = this.first.request(TO_SECOND, 2, String.class, LONG);
		this.first.disconnected();
		assertFailure(sent, MessageLostException.class);
		assertFailure(reply, MessageLostException.class);
		assertThat(this.first.countPendingReplies()).isZero();
	}

	@Test
	void broadcastWhenOneDepartsDoesNotCountIt() {
		this.network.hold(MessageNetwork.SECOND);
		CompletableFuture<Integer> count = this.first.broadcast("all");
		assertThat(count).isNotDone();
		this.network.depart(MessageNetwork.SECOND);
		assertThat(count.join()).isEqualTo(1);
	}

	@Test
	void broadcastWhenOneDoesNotKeepUpFailsAndReachesTheOthers() {
		createNetwork(Duration.ofMillis(50));
		this.network.hold(MessageNetwork.SECOND);
		IntStream.range(0, Window.MESSAGES).forEach((i) -> this.first.send(TO_SECOND, i));
		assertThat(this.first.broadcast("all")).failsWithin(LONG)
			.withThrowableOfType(Exception.class)
			.withCauseInstanceOf(MessageBacklogException.class);
		assertThat(this.atPrimary.heard).containsExactly("\"all\"");
	}

	@Test
	void broadcastDoesNotWaitForOneBeforeItHasReachedTheOthers() throws Exception {
		CountDownLatch latch = new CountDownLatch(1);
		this.atPrimary.listener = (json, sender) -> latch.countDown();
		this.network.hold(MessageNetwork.FIRST);
		IntStream.range(0, Window.MESSAGES).forEach((i) -> this.second.send(TO_FIRST, i));
		CompletableFuture<Integer> count = CompletableFuture.supplyAsync(() -> this.second.broadcast("all"))
			.thenCompose((broadcast) -> broadcast);
		latch.await();
		assertThat(count).isNotDone();
		this.network.release(MessageNetwork.FIRST);
		assertThat(count.join()).isEqualTo(2);
	}

	@Test
	void broadcastWhenInterruptedFails() {
		this.network.hold(MessageNetwork.SECOND);
		IntStream.range(0, Window.MESSAGES).forEach((i) -> this.first.send(TO_SECOND, i));
		Thread.currentThread().interrupt();
		CompletableFuture<Integer> count = this.first.broadcast("all");
		assertThat(Thread.interrupted()).isTrue();
		assertThat(count).failsWithin(LONG)
			.withThrowableOfType(Exception.class)
			.withCauseInstanceOf(MessageNotDeliveredException.class)
			.withMessageContaining("the thread was interrupted");
	}

	@Test
	void requestReturnsReply() {
		assertThat(this.first.request(TO_SECOND, 7, String.class, LONG).join()).isEqualTo("reply to 7");
		assertThat(this.first.countPendingReplies()).isZero();
	}

	@Test
	void requestReturnsGenericReply() {
		this.atSecond.handler = (json) -> completed(List.of(Duration.ofSeconds(3)));
		CompletableFuture<List<Duration>> reply = this.first.request(TO_SECOND, 7,
				new ParameterizedTypeReference<List<Duration>>() {
				}, LONG);
		assertThat(reply.join()).containsExactly(Duration.ofSeconds(3));
	}

	@Test
	void requestWhenHandlerReturnsNullReturnsNull() {
		this.atSecond.handler = (json) -> completed(null);
		assertThat(this.first.request(TO_SECOND, 7, String.class, LONG).join()).isNull();
	}

	@Test
	void requestWhenHandlerThrowsFailsWithItsText() {
		this.atSecond.handler = (json) -> {
			throw new IllegalStateException("no such price");
		};
		assertFailure(this.first.request(TO_SECOND, 7, String.class, LONG), RequestFailedException.class)
			.hasMessage("A request failed in worker 2: java.lang.IllegalStateException: no such price");
		assertThat(this.first.countPendingReplies()).isZero();
	}

	@Test
	void requestWhenStageFailsLaterFailsWithTextOfTheCause() {
		CompletableFuture<Object> stage = new CompletableFuture<>();
		this.atSecond.handler = (json) -> stage.thenApply((reply) -> reply);
		CompletableFuture<String> reply = this.first.request(TO_SECOND, 7, String.class, LONG);
		stage.completeExceptionally(new IllegalStateException("later"));
		assertFailure(reply, RequestFailedException.class)
			.hasMessage("A request failed in worker 2: java.lang.IllegalStateException: later");
	}

	@Test
	void requestWhenStageHidesItsFutureReturnsReply() {
		this.atSecond.handler = (json) -> CompletableFuture.<Object>completedFuture("hidden").minimalCompletionStage();
		assertThat(this.first.request(TO_SECOND, 7, String.class, LONG).join()).isEqualTo("hidden");
	}

	@Test
	void requestWhenReplyIsTooLargeFails() {
		this.atSecond.handler = (json) -> completed("x".repeat(MessageNetwork.MAX_SIZE));
		assertFailure(this.first.request(TO_SECOND, 7, String.class, LONG), RequestFailedException.class)
			.hasMessageContaining("more than the limit of 65536 bytes");
	}

	@Test
	void requestWhenReplyCannotBeWrittenFails() {
		this.atSecond.handler = (json) -> completed(new Unwritable());
		assertFailure(this.first.request(TO_SECOND, 7, String.class, LONG), RequestFailedException.class)
			.hasMessageContaining("cannot be written as JSON");
	}

	@Test
	void requestWhenReplyIsOfAnotherTypeFails() {
		this.atSecond.handler = (json) -> completed("text");
		assertFailure(this.first.request(TO_SECOND, 7, Duration.class, LONG), RequestFailedException.class)
			.hasMessageContaining("cannot be read as java.time.Duration");
		assertThat(this.first.countPendingReplies()).isZero();
	}

	@Test
	void requestWhenThereIsNoHandlerIsNotDelivered() {
		this.atSecond.handler = (json) -> null;
		assertFailure(this.first.request(TO_SECOND, 7, String.class, LONG), MessageNotDeliveredException.class)
			.hasMessage("A message to worker 2 was not delivered: it has no handler for java.lang.Integer");
	}

	@Test
	void requestWhenThereIsNoHandlerDoesNotKeepEarlierMessagesUnconfirmed() {
		this.atSecond.handler = (json) -> null;
		CountDownLatch latch = new CountDownLatch(1);
		this.atSecond.listener = (json, sender) -> await(latch);
		List<CompletableFuture<?>> notices = new ArrayList<>();
		IntStream.range(0, 10).forEach((i) -> notices.add(this.first.send(TO_SECOND, i)));
		CompletableFuture<String> reply = this.first.request(TO_SECOND, 7, String.class, LONG);
		latch.countDown();
		assertFailure(reply, MessageNotDeliveredException.class);
		assertThat(notices).allSatisfy((notice) -> assertThat(notice).succeedsWithin(LONG));
	}

	@Test
	void requestWhenHandlerHangsTimesOutAndLateReplyIsDropped() {
		CompletableFuture<Object> stage = new CompletableFuture<>();
		this.atSecond.handler = (json) -> stage;
		CompletableFuture<String> reply = this.first.request(TO_SECOND, 7, String.class, Duration.ofMillis(20));
		assertFailure(reply, RequestTimeoutException.class).hasMessage("There was no reply from worker 2 within 20 ms");
		assertThat(this.first.countPendingReplies()).isZero();
		stage.complete("late");
		this.atSecond.handler = (json) -> completed("next");
		assertThat(this.first.request(TO_SECOND, 8, String.class, LONG).join()).isEqualTo("next");
	}

	@Test
	void requestWhenTimeoutIsForEverReturnsReply() {
		Duration forEver = Duration.ofSeconds(Long.MAX_VALUE);
		assertThat(this.first.request(TO_SECOND, 7, String.class, forEver).join()).isEqualTo("reply to 7");
	}

	@Test
	void requestWhenCancelledIsForgotten() {
		CompletableFuture<Object> stage = new CompletableFuture<>();
		this.atSecond.handler = (json) -> stage;
		CompletableFuture<String> reply = this.first.request(TO_SECOND, 7, String.class, LONG);
		assertThat(this.first.countPendingReplies()).isEqualTo(1);
		reply.cancel(false);
		assertThat(this.first.countPendingReplies()).isZero();
		stage.complete("late");
		assertThat(reply).isCancelled();
	}

	@Test
	void requestWhenHandlerRepliesLaterDoesNotKeepThoseBehindIt() {
		CompletableFuture<Object> stage = new CompletableFuture<>();
		this.atSecond.handler = (json) -> json.equals("1") ? stage : completed(json);
		CompletableFuture<String> slow = this.first.request(TO_SECOND, 1, String.class, LONG);
		assertThat(this.first.request(TO_SECOND, 2, String.class, LONG).join()).isEqualTo("2");
		this.first.send(TO_SECOND, 3).join();
		stage.complete("at last");
		assertThat(slow.join()).isEqualTo("at last");
	}

	@Test
	void requestWhenTooManyAreUnansweredWaitsAndThenThrows() {
		createNetwork(Duration.ofMillis(50));
		this.atSecond.handler = (json) -> new CompletableFuture<>();
		List<CompletableFuture<String>> replies = IntStream.range(0, Window.MESSAGES)
			.mapToObj((i) -> this.first.request(TO_SECOND, i, String.class, LONG))
			.toList();
		assertThatExceptionOfType(MessageBacklogException.class)
			.isThrownBy(() -> this.first.request(TO_SECOND, 0, String.class, LONG));
		assertThat(this.first.send(TO_SECOND, "not a request")).succeedsWithin(LONG);
		replies.get(0).cancel(false);
		// the receiver does not know that nobody waits any more
		assertFailure(this.first.request(TO_SECOND, 0, String.class, LONG), MessageNotDeliveredException.class)
			.hasMessageContaining("it has not finished 1024 earlier requests");
	}

	@Test
	void requestWhenEarlierOnesFinishIsHandledAgain() {
		createNetwork(Duration.ofMillis(50));
		Queue<CompletableFuture<Object>> stages = new ConcurrentLinkedQueue<>();
		this.atSecond.handler = (json) -> {
			CompletableFuture<Object> stage = new CompletableFuture<>();
			stages.add(stage);
			return stage;
		};
		List<CompletableFuture<String>> replies = IntStream.range(0, Window.MESSAGES)
			.mapToObj((i) -> this.first.request(TO_SECOND, i, String.class, LONG))
			.toList();
		Awaitility.await().until(() -> stages.size() == Window.MESSAGES);
		stages.forEach((stage) -> stage.complete("done"));
		assertThat(replies).allSatisfy((reply) -> assertThat(reply).succeedsWithin(LONG).isEqualTo("done"));
		this.atSecond.handler = (json) -> completed("again");
		assertThat(this.first.request(TO_SECOND, 0, String.class, LONG).join()).isEqualTo("again");
		assertThat(this.first.countPendingReplies()).isZero();
	}

	@Test
	void unknownWorkerIsNotDelivered() {
		assertThatExceptionOfType(MessageNotDeliveredException.class)
			.isThrownBy(() -> this.first.send(ClusterAddress.worker(9), "x"))
			.withMessage("A message to worker 9 was not delivered: there is no such worker");
	}

	@Test
	void workerThatDrainsIsNotDelivered() {
		this.network.setWorkers(WorkerState.LISTENING, WorkerState.DRAINING);
		assertThatExceptionOfType(MessageNotDeliveredException.class)
			.isThrownBy(() -> this.first.request(TO_SECOND, "x", String.class, LONG))
			.withMessage("A message to worker 2 was not delivered: it is DRAINING");
		assertThat(this.first.broadcast("x").join()).isEqualTo(1);
	}

	@Test
	void applicationThatIsAboutToEndRefuses() {
		this.atSecond.active = false;
		assertFailure(this.first.send(TO_SECOND, "x"), MessageNotDeliveredException.class)
			.hasMessage("A message to worker 2 was not delivered: it is about to end");
		assertFailure(this.first.request(TO_SECOND, "x", String.class, LONG), MessageNotDeliveredException.class);
		assertThat(this.atSecond.heard).isEmpty();
	}

	@Test
	void carrierThatDropsIsNotDelivered() {
		this.network.block(MessageNetwork.SECOND);
		for (int i = 0; i < 3 * Window.MESSAGES; i++) {
			assertThatExceptionOfType(MessageNotDeliveredException.class)
				.isThrownBy(() -> this.first.request(TO_SECOND, "x", String.class, LONG))
				.withMessageContaining("the channel between the processes does not take it");
		}
		assertThat(this.first.countPendingReplies()).isZero();
	}

	@Test
	void departureLosesAllThatIsOutstandingAndFreesWhoWaits() throws Exception {
		this.network.hold(MessageNetwork.SECOND);
		List<CompletableFuture<?>> outstanding = new ArrayList<>();
		IntStream.range(0, Window.MESSAGES - 1).forEach((i) -> outstanding.add(this.first.send(TO_SECOND, i)));
		outstanding.add(this.first.request(TO_SECOND, 0, String.class, LONG));
		CompletableFuture<@Nullable Throwable> waiting = new CompletableFuture<>();
		Thread sender = new Thread(() -> waiting.complete(failureOf(() -> this.first.send(TO_SECOND, "too much"))));
		sender.start();
		Awaitility.await().until(() -> sender.getState() == Thread.State.TIMED_WAITING);
		this.network.depart(MessageNetwork.SECOND);
		assertThat(waiting.get(30, TimeUnit.SECONDS)).isInstanceOf(MessageNotDeliveredException.class)
			.hasMessageContaining("the process has ended");
		assertThat(outstanding).allSatisfy((future) -> assertFailure(future, MessageLostException.class));
		assertThat(this.first.countPendingReplies()).isZero();
		assertThat(this.first.countPeers()).isZero();
	}

	@Test
	void departureForgetsPeers() {
		this.first.send(TO_SECOND, "x").join();
		this.second.send(TO_FIRST, "x").join();
		assertThat(this.first.countPeers()).isEqualTo(1);
		this.network.depart(MessageNetwork.SECOND);
		assertThat(this.first.countPeers()).isZero();
	}

	@Test
	void departureAfterLastMessageKeepsThatMessage() {
		CountDownLatch latch = new CountDownLatch(1);
		AtomicInteger count = new AtomicInteger();
		this.atFirst.listener = (json, sender) -> {
			await(latch);
			count.incrementAndGet();
		};
		IntStream.range(0, 100).forEach((i) -> this.second.send(TO_FIRST, i));
		this.network.depart(MessageNetwork.SECOND);
		latch.countDown();
		Awaitility.await().until(() -> count.get() == 100);
	}

	@Test
	void receiverThatTakesNothingLetsAWindowThrough() {
		createNetwork(Duration.ofMillis(50));
		this.network.hold(MessageNetwork.SECOND);
		IntStream.range(0, Window.MESSAGES).forEach((i) -> this.first.send(TO_SECOND, i));
		assertThatExceptionOfType(MessageBacklogException.class).isThrownBy(() -> this.first.send(TO_SECOND, 0))
			.withMessage("A message to worker 2 was not delivered: it has not taken earlier messages within 50 ms "
					+ "(property 'cluster.channel.send-timeout')");
		assertThat(this.network.getHeld(MessageNetwork.SECOND)).hasSize(Window.MESSAGES);
		this.first.send(TO_PRIMARY, "others are not affected").join();
		this.network.release(MessageNetwork.SECOND);
		this.first.send(TO_SECOND, "again").join();
		assertThat(this.atSecond.heard).hasSize(Window.MESSAGES + 1);
	}

	@Test
	void receiverThatTakesNothingLetsOneLargestMessageThrough() {
		createNetwork(Duration.ofMillis(50));
		this.network.hold(MessageNetwork.SECOND);
		this.first.send(TO_SECOND, "x".repeat(MessageNetwork.MAX_SIZE - 2));
		assertThatExceptionOfType(MessageBacklogException.class).isThrownBy(() -> this.first.send(TO_SECOND, 0));
	}

	@Test
	void interruptWhileWaitingIsNotDeliveredAndKept() throws Exception {
		this.network.hold(MessageNetwork.SECOND);
		IntStream.range(0, Window.MESSAGES).forEach((i) -> this.first.send(TO_SECOND, i));
		CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
		Thread sender = new Thread(() -> {
			Throwable failure = failureOf(() -> this.first.send(TO_SECOND, 0));
			interrupted
				.complete(failure instanceof MessageNotDeliveredException && Thread.currentThread().isInterrupted());
		});
		sender.start();
		Awaitility.await().until(() -> sender.getState() == Thread.State.TIMED_WAITING);
		sender.interrupt();
		assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void messagesOfOneThreadComeInOrder() {
		Queue<Integer> numbers = new ConcurrentLinkedQueue<>();
		this.atSecond.listener = (json, sender) -> numbers.add(Integer.valueOf(json));
		int count = 100_000;
		for (int i = 0; i < count; i++) {
			this.first.send(TO_SECOND, i);
		}
		this.first.send(TO_SECOND, count).join();
		assertThat(new ArrayList<>(numbers)).isEqualTo(IntStream.rangeClosed(0, count).boxed().toList());
	}

	@Test
	void messagesComeInOrderWhenReceiverIsSlowAtTimes() {
		Queue<Integer> numbers = new ConcurrentLinkedQueue<>();
		this.atSecond.listener = (json, sender) -> {
			numbers.add(Integer.valueOf(json));
			if (numbers.size() % 500 == 0) {
				Thread.yield();
			}
		};
		List<CompletableFuture<Void>> taken = IntStream.range(0, 20_000)
			.mapToObj((i) -> this.first.send(TO_SECOND, i))
			.toList();
		assertThat(taken).last().satisfies((last) -> assertThat(last).succeedsWithin(LONG));
		assertThat(new ArrayList<>(numbers)).isEqualTo(IntStream.range(0, 20_000).boxed().toList());
		assertThat(taken).allSatisfy((future) -> assertThat(future).succeedsWithin(LONG));
	}

	@Test
	void messagesOfManyThreadsComeInOrderOfEach() throws Exception {
		Queue<int[]> received = new ConcurrentLinkedQueue<>();
		this.atSecond.listener = (json, sender) -> received
			.add(new int[] { Integer.parseInt(json) / 100_000, Integer.parseInt(json) % 100_000 });
		List<Thread> senders = IntStream.range(0, 8)
			.mapToObj((sender) -> new Thread(() -> IntStream.range(0, 2_000)
				.forEach((i) -> ((sender % 2 == 0) ? this.first : this.primary).send(TO_SECOND, sender * 100_000 + i))))
			.toList();
		senders.forEach(Thread::start);
		for (Thread sender : senders) {
			sender.join();
		}
		Awaitility.await().until(() -> received.size() == 16_000);
		for (int sender = 0; sender < 8; sender++) {
			int id = sender;
			assertThat(received.stream().filter((it) -> it[0] == id).map((it) -> it[1]).toList())
				.isEqualTo(IntStream.range(0, 2_000).boxed().toList());
		}
	}

	@Test
	void slowListenerForOneSenderDoesNotDelayAnother() {
		CountDownLatch latch = new CountDownLatch(1);
		this.atSecond.listener = (json, sender) -> {
			if (sender.equals(MessageNetwork.FIRST)) {
				await(latch);
			}
		};
		CompletableFuture<Void> slow = this.first.send(TO_SECOND, "slow");
		this.primary.send(TO_SECOND, "quick").join();
		assertThat(slow).isNotDone();
		latch.countDown();
		slow.join();
	}

	@Test
	void listenersAndCallbacksRunOnLanes() {
		List<String> threads = new CopyOnWriteArrayList<>();
		CountDownLatch latch = new CountDownLatch(1);
		this.atSecond.listener = (json, sender) -> {
			await(latch);
			threads.add(Thread.currentThread().getName());
		};
		CompletableFuture<Void> called = this.first.send(TO_SECOND, 1)
			.thenRun(() -> threads.add(Thread.currentThread().getName()));
		latch.countDown();
		called.join();
		assertThat(threads).hasSize(2).allMatch((name) -> name.matches("cluster-messages-\\d+"));
	}

	@Test
	void answersThatNobodyWaitsForAreIgnored() {
		for (Kind kind : Kind.values()) {
			if (!kind.isForListeners()) {
				this.first.received(new Parcel(kind, MessageNetwork.SECOND, MessageNetwork.FIRST, 99, "x"));
			}
		}
		assertThat(this.first.countPeers()).isZero();
		this.first.send(TO_SECOND, 1).join();
		this.first.received(new Parcel(Kind.REPLY, MessageNetwork.SECOND, MessageNetwork.FIRST, 1, "x"));
		this.first.received(new Parcel(Kind.REFUSAL, MessageNetwork.SECOND, MessageNetwork.FIRST, -1, "x"));
		this.first.send(TO_SECOND, 2).join();
	}

	@Test
	void replyThatCannotBeCarriedIsToldAsFailure() {
		List<Parcel> sent = new CopyOnWriteArrayList<>();
		MessageEndpoint endpoint = new MessageEndpoint(MessageNetwork.FIRST, TestCluster.worker(), (parcel) -> {
			sent.add(parcel);
			return parcel.content().length == 0;
		}, LONG, new PayloadMapper(() -> null, MessageNetwork.MAX_SIZE), this.atFirst);
		endpoint.received(
				new Parcel(Kind.REQUEST, MessageNetwork.SECOND, MessageNetwork.FIRST, 1, "T", new byte[] { '1' }));
		Awaitility.await().until(() -> sent.size() == 2);
		assertThat(sent).extracting(Parcel::kind).containsExactly(Kind.REPLY, Kind.FAILURE);
		assertThat(sent).last().satisfies((failure) -> {
			assertThat(failure.number()).isEqualTo(1);
			assertThat(failure.to()).isEqualTo(MessageNetwork.SECOND);
			assertThat(failure.detail()).startsWith("the reply was dropped");
		});
	}

	@Test
	void standaloneEndpointTalksToItself() {
		try (StaticApplicationContext context = new StaticApplicationContext()) {
			context.registerSingleton("factory", ClusterMessageListenerFactory.class);
			context.refresh();
			MessageEndpoint endpoint = new ApplicationMessaging(context, LONG, MessageNetwork.MAX_SIZE)
				.createStandaloneEndpoint(TestCluster.standalone());
			endpoint.send(TO_PRIMARY, "nobody listens").join();
			endpoint.send(ClusterAddress.worker(5), "nobody listens").join();
			assertThat(endpoint.broadcast("x").join()).isZero();
			assertFailure(endpoint.request(TO_PRIMARY, "x", String.class, LONG), MessageNotDeliveredException.class);
		}
	}

	private void createNetwork(Duration sendTimeout) {
		this.network = new MessageNetwork(sendTimeout);
		this.primary = this.network.join(Peer.PRIMARY, this.atPrimary);
		this.first = this.network.join(MessageNetwork.FIRST, this.atFirst);
		this.second = this.network.join(MessageNetwork.SECOND, this.atSecond);
	}

	private static AbstractThrowableAssert<?, ? extends Throwable> assertFailure(CompletableFuture<?> future,
			Class<? extends Exception> type) {
		Throwable failure = failureOf(future::join);
		assertThat(failure).isNotNull();
		return assertThat(failure.getCause()).isInstanceOf(type);
	}

	private static @Nullable Throwable failureOf(Runnable action) {
		try {
			action.run();
			return null;
		}
		catch (RuntimeException ex) {
			return ex;
		}
	}

	private static CompletionStage<@Nullable Object> completed(@Nullable Object reply) {
		return CompletableFuture.completedFuture(reply);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@SuppressWarnings("NullAway")
	private static Object nullOf() {
		return null;
	}

	/**
	 * Something that refers to itself.
	 */
	static class Unwritable {

		public final Unwritable self = this;

	}

}
