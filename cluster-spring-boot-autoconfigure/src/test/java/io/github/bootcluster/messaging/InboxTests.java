package io.github.bootcluster.messaging;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.bootcluster.channel.Parcel;
import io.github.bootcluster.channel.Parcel.Kind;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Inbox} and {@link IncomingRequests}: what they answer.
 */
class InboxTests {

	private static final int MAX_SIZE = 100_000;

	private final TestReceiver receiver = new TestReceiver();

	private final List<Parcel> answers = new ArrayList<>();

	private final Queue<Runnable> runs = new ArrayDeque<>();

	private boolean full;

	private final Inbox inbox = new Inbox(this.receiver, new PayloadMapper(() -> null, MAX_SIZE), this::carry,
			new Lane(this.runs::add));

	@Test
	void confirmsManySmallMessagesAtOnce() {
		add(Kind.NOTICE, 1, Window.MESSAGES, 1);
		run();
		assertThat(this.answers).extracting(Parcel::kind).containsOnly(Kind.RECEIPT);
		assertThat(this.answers).extracting(Parcel::number).containsExactly(256L, 512L, 768L, 1024L);
	}

	@Test
	void confirmsLargeMessagesBeforeTheWindowIsFull() {
		add(Kind.NOTICE, 1, 10, MAX_SIZE / 10);
		run();
		assertThat(this.answers).extracting(Parcel::number).containsExactly(3L, 6L, 9L, 10L);
	}

	@Test
	void confirmsTheLastOneAtOnce() {
		add(Kind.NOTICE, 1, 1, 1);
		run();
		add(Kind.NOTICE, 2, 1, 1);
		run();
		assertThat(this.answers).extracting(Parcel::number).containsExactly(1L, 2L);
	}

	@Test
	void replyConfirmsByItself() {
		add(Kind.NOTICE, 1, 3, 1);
		add(Kind.REQUEST, 4, 1, 1);
		run();
		assertThat(this.answers).extracting(Parcel::kind).containsExactly(Kind.REPLY);
		assertThat(this.answers).extracting(Parcel::number).containsExactly(4L);
	}

	@Test
	void requestThatIsRepliedToLaterIsConfirmedAtOnce() {
		CompletableFuture<Object> stage = new CompletableFuture<>();
		this.receiver.handler = (json) -> stage;
		add(Kind.REQUEST, 1, 1, 1);
		run();
		assertThat(this.answers).extracting(Parcel::kind).containsExactly(Kind.RECEIPT);
		stage.complete("late");
		assertThat(this.answers).extracting(Parcel::kind).containsExactly(Kind.RECEIPT, Kind.REPLY);
	}

	@Test
	void refusalDoesNotConfirmByItself() {
		this.receiver.handler = (json) -> null;
		add(Kind.NOTICE, 1, 3, 1);
		add(Kind.REQUEST, 4, 1, 1);
		run();
		assertThat(this.answers).extracting(Parcel::kind).containsExactly(Kind.REFUSAL, Kind.RECEIPT);
		assertThat(this.answers).extracting(Parcel::number).containsOnly(4L);
	}

	@Test
	void replyThatIsDroppedDoesNotConfirm() {
		this.full = true;
		add(Kind.REQUEST, 1, 1, 1);
		run();
		this.full = false;
		add(Kind.NOTICE, 2, 1, 1);
		run();
		assertThat(this.answers).extracting(Parcel::kind).containsExactly(Kind.RECEIPT);
	}

	@Test
	void requestsThatAreNotFinishedAreLimited() {
		List<CompletableFuture<Object>> stages = new ArrayList<>();
		this.receiver.handler = (json) -> {
			stages.add(new CompletableFuture<>());
			return stages.get(stages.size() - 1);
		};
		add(Kind.REQUEST, 1, IncomingRequests.MAX_UNFINISHED + 1, 1);
		run();
		assertThat(stages).hasSize(IncomingRequests.MAX_UNFINISHED);
		assertThat(this.answers).filteredOn((answer) -> answer.kind() == Kind.REFUSAL)
			.singleElement()
			.extracting(Parcel::detail)
			.isEqualTo("it has not finished 1024 earlier requests");
		stages.get(0).completeExceptionally(new IllegalStateException("given up"));
		add(Kind.REQUEST, IncomingRequests.MAX_UNFINISHED + 2, 1, 1);
		run();
		assertThat(stages).hasSize(IncomingRequests.MAX_UNFINISHED + 1);
	}

	@Test
	void replyThatFailsWithAnErrorIsAFailure() {
		this.receiver.handler = (json) -> CompletableFuture.completedFuture(new Broken());
		add(Kind.REQUEST, 1, 1, 1);
		run();
		assertThat(this.answers).extracting(Parcel::kind).containsExactly(Kind.FAILURE);
	}

	@Test
	void textOfFailureIsLimited() {
		this.receiver.handler = (json) -> CompletableFuture.failedFuture(new IllegalStateException("x".repeat(5000)));
		add(Kind.REQUEST, 1, 1, 1);
		run();
		assertThat(this.answers.get(0).detail()).hasSize(1000);
	}

	private void add(Kind kind, int first, int count, int size) {
		for (int number = first; number < first + count; number++) {
			this.inbox.add(new Parcel(kind, MessageNetwork.FIRST, MessageNetwork.SECOND, number, "T", new byte[size]));
		}
	}

	private void run() {
		this.runs.remove().run();
	}

	private boolean carry(Parcel answer) {
		if (!this.full) {
			this.answers.add(answer);
		}
		return !this.full;
	}

	/**
	 * Something whose class is not as it was compiled.
	 */
	static class Broken {

		@JsonProperty
		String getName() {
			throw new NoClassDefFoundError("gone");
		}

	}

}
