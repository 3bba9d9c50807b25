package io.github.bootcluster.scheduling;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.TestCluster;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.TaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link LeaderTask}.
 */
class LeaderTaskTests {

	private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

	private final TestCluster cluster = TestCluster.worker();

	private final TaskScheduler scheduler = mock(TaskScheduler.class);

	private final Queue<Runnable> scheduled = new ArrayDeque<>();

	private final AtomicInteger runs = new AtomicInteger();

	private final LeaderTask task = new LeaderTask(this.runs::incrementAndGet, this.cluster, this.scheduler);

	private final Runnable whenDue = this.task.getScheduledRunnable();

	@BeforeEach
	void recordWhatIsScheduled() {
		given(this.scheduler.getClock()).willReturn(Clock.fixed(NOW, ZoneOffset.UTC));
		given(this.scheduler.schedule(any(), eq(NOW))).will((invocation) -> {
			this.scheduled.add(invocation.getArgument(0));
			return null;
		});
	}

	@Test
	void runsWhenLeading() {
		this.cluster.setLeaderId(1);
		this.whenDue.run();
		this.whenDue.run();
		assertThat(this.runs).hasValue(2);
		this.task.makeUp();
		assertThat(this.scheduled).isEmpty();
	}

	@Test
	void whenAnotherLeadsIsForgotten() {
		this.cluster.setLeaderId(2);
		this.whenDue.run();
		this.cluster.setLeaderId(1);
		this.task.makeUp();
		assertThat(this.scheduled).isEmpty();
		assertThat(this.runs).hasValue(0);
	}

	@Test
	void whenNobodyLedIsMadeUpForOnce() {
		this.whenDue.run();
		this.whenDue.run();
		assertThat(this.runs).hasValue(0);
		this.cluster.setLeaderId(1);
		this.task.makeUp();
		this.task.makeUp();
		this.scheduled.forEach(Runnable::run);
		assertThat(this.runs).hasValue(1);
		this.scheduled.clear();
		this.task.makeUp();
		assertThat(this.scheduled).isEmpty();
	}

	@Test
	void whenRegularRunComesFirstIsNotMadeUpFor() {
		this.whenDue.run();
		this.cluster.setLeaderId(1);
		this.task.makeUp();
		this.whenDue.run();
		this.scheduled.remove().run();
		assertThat(this.runs).hasValue(1);
	}

	@Test
	void whenLeadershipIsLostAgainIsMadeUpForByTheNextTime() {
		this.whenDue.run();
		this.cluster.setLeaderId(1);
		this.task.makeUp();
		this.cluster.setLeaderId(null);
		this.scheduled.remove().run();
		assertThat(this.runs).hasValue(0);
		this.cluster.setLeaderId(1);
		this.task.makeUp();
		this.scheduled.remove().run();
		assertThat(this.runs).hasValue(1);
	}

	@Test
	void whenAnotherIsAppointedIsForgotten() {
		this.whenDue.run();
		this.task.forget();
		this.cluster.setLeaderId(1);
		this.task.makeUp();
		assertThat(this.scheduled).isEmpty();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(ints = 1)
	void whenAppointedWhileLookingRunsAtOnce(@Nullable Integer leaderId) {
		Cluster appointed = mock(Cluster.class);
		given(appointed.isLeader()).willReturn(false, true);
		given(appointed.getLeaderId()).willReturn(leaderId);
		new LeaderTask(this.runs::incrementAndGet, appointed, this.scheduler).getScheduledRunnable().run();
		assertThat(this.runs).hasValue(1);
	}

	@Test
	void whenCancelledIsNotMadeUpFor() {
		Future<?> schedule = new CompletableFuture<>();
		this.task.setSchedule(schedule);
		this.whenDue.run();
		schedule.cancel(false);
		this.cluster.setLeaderId(1);
		this.task.makeUp();
		assertThat(this.scheduled).isEmpty();
		assertThat(this.task.isOver()).isTrue();
	}

	@Test
	void whenItsOnlyRunWasMissedIsNotOver() {
		this.task.setSchedule(CompletableFuture.completedFuture(null));
		assertThat(this.task.isOver()).isTrue();
		this.whenDue.run();
		assertThat(this.task.isOver()).isFalse();
	}

	@Test
	void whenSchedulerHasShutDownMakeUpDoesNotFail() {
		given(this.scheduler.schedule(any(), eq(NOW))).willThrow(new TaskRejectedException("shut down"));
		this.whenDue.run();
		this.cluster.setLeaderId(1);
		this.task.makeUp();
		assertThat(this.runs).hasValue(0);
	}

	@Test
	void whenTaskFailsFailsAndIsNotRepeated() {
		LeaderTask failing = new LeaderTask(() -> {
			throw new IllegalStateException("Failed");
		}, this.cluster, this.scheduler);
		failing.getScheduledRunnable().run();
		this.cluster.setLeaderId(1);
		failing.makeUp();
		assertThatIllegalStateException().isThrownBy(() -> this.scheduled.remove().run());
		failing.makeUp();
		assertThat(this.scheduled).isEmpty();
	}

	@Test
	void madeUpRunAndRegularRunDoNotOverlap() throws Exception {
		CountDownLatch started = new CountDownLatch(1);
		CountDownLatch finish = new CountDownLatch(1);
		AtomicInteger finished = new AtomicInteger();
		LeaderTask slow = new LeaderTask(() -> {
			this.runs.incrementAndGet();
			started.countDown();
			awaitUninterrupted(finish);
			finished.incrementAndGet();
		}, this.cluster, this.scheduler);
		slow.getScheduledRunnable().run();
		this.cluster.setLeaderId(1);
		slow.makeUp();
		Thread madeUp = start(this.scheduled.remove());
		started.await();
		Thread regular = start(slow.getScheduledRunnable());
		Awaitility.await().until(() -> regular.getState() == Thread.State.WAITING);
		assertThat(this.runs).hasValue(1);
		finish.countDown();
		madeUp.join();
		regular.join();
		assertThat(finished).hasValue(2);
	}

	private Thread start(Runnable action) {
		Thread thread = new Thread(action);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	private void awaitUninterrupted(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
