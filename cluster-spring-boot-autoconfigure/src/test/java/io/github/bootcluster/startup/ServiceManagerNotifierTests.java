package io.github.bootcluster.startup;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.ClusterStatus.ConnectionDraining;
import io.github.bootcluster.ClusterStatus.RollingRestart;
import io.github.bootcluster.ClusterStatus.RollingRestart.State;
import io.github.bootcluster.ClusterStatus.SchedulingPolicy;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.WorkerStatus;
import io.github.bootcluster.primary.ClusterStartException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServiceManagerNotifier}, {@link ServiceStatusText} and
 * {@link SignsOfLife}.
 */
class ServiceManagerNotifierTests {

	private static final String EXTEND = "EXTEND_TIMEOUT_USEC=30000000";

	private final List<String> messages = new ArrayList<>();

	private final ServiceManagerNotifier notifier = notifier(null);

	private Duration now = Duration.ofSeconds(1000);

	@Test
	void tellsOfStartBeforeTheClusterServes() {
		look(status(0, 2, null));
		look(status(1, 2, null));
		assertThat(this.messages).containsExactly("STATUS=Starting: 0 of 2 workers listening", EXTEND,
				"STATUS=Starting: 1 of 2 workers listening");
	}

	@Test
	void tellsThatItIsReadyOnceWhenTheClusterServes() {
		serve();
		look(status(2, 2, null));
		look(status(2, 2, null));
		assertThat(this.messages).containsExactly("READY=1\nSTATUS=1 of 2 workers listening, generation 1",
				"STATUS=2 of 2 workers listening, generation 1");
	}

	@Test
	void tellsOfRollingRestartFromItsBeginningToItsEnd() {
		serve();
		look(status(2, 2, new RollingRestart(State.RUNNING, 2, 0, 2, null)));
		look(status(2, 2, new RollingRestart(State.RUNNING, 2, 1, 1, null)));
		look(status(2, 2, new RollingRestart(State.COMPLETED, 2, 2, 0, null)));
		look(status(2, 2, new RollingRestart(State.COMPLETED, 2, 2, 0, null)));
		assertThat(this.messages.subList(1, this.messages.size())).containsExactly(
				"RELOADING=1\nMONOTONIC_USEC=1000000000\nSTATUS=Rolling restart to generation 2: 0 of 2 workers replaced",
				"STATUS=Rolling restart to generation 2: 1 of 2 workers replaced",
				"READY=1\nSTATUS=2 of 2 workers listening, generation 2");
	}

	@Test
	void tellsWhyRollingRestartFailedInOneLine() {
		serve();
		look(status(2, 2, new RollingRestart(State.RUNNING, 2, 0, 2, null)));
		look(status(2, 2, failed(2)));
		assertThat(this.messages).last()
			.isEqualTo(
					"READY=1\nSTATUS=2 of 2 workers listening, generation 1; rolling restart to generation 2 failed: "
							+ "Worker 1 (PID 4711) exited with code 1 before it listened.");
	}

	@Test
	void tellsOfRollingRestartThatFailedAtOnceFromItsBeginning() {
		serve();
		look(status(2, 2, failed(2)));
		look(status(2, 2, failed(3)));
		assertThat(this.messages.stream().map((message) -> message.lines().findFirst().orElseThrow()))
			.containsExactly("READY=1", "RELOADING=1", "READY=1", "RELOADING=1", "READY=1");
	}

	@Test
	void tellsThatItIsReadyBeforeRollingRestartThatBeganEarlier() {
		look(status(1, 2, new RollingRestart(State.RUNNING, 2, 0, 2, null)));
		this.messages.clear();
		this.notifier.clusterServes();
		look(status(1, 2, new RollingRestart(State.RUNNING, 2, 0, 2, null)));
		assertThat(this.messages).containsExactly(
				"READY=1\nSTATUS=Rolling restart to generation 2: 0 of 2 workers replaced",
				"RELOADING=1\nMONOTONIC_USEC=1000000000");
	}

	@Test
	void tellsOfWorkersThatExitedTooOften() {
		serve();
		look(status(List.of(worker(1, WorkerState.LISTENING), worker(2, WorkerState.FAILED)), 1, null));
		assertThat(this.messages).last().isEqualTo("STATUS=1 of 2 workers listening, 1 failed, generation 1");
	}

	@Test
	void tellsOfStopFromWhenTheContextCloses() {
		serve();
		this.notifier.onApplicationEvent(new ContextClosedEvent(new GenericApplicationContext()));
		look(status(2, 2, new RollingRestart(State.RUNNING, 2, 0, 2, null)));
		look(status(List.of(worker(1, WorkerState.STOPPING)), 0, null));
		assertThat(this.messages.subList(1, this.messages.size()))
			.containsExactly("STOPPING=1\nSTATUS=Stopping: 2 workers left", "STATUS=Stopping: 1 worker left");
	}

	@Test
	void tellsWhyTheClusterDoesNotStartToTheEnd() {
		look(status(0, 2, null));
		this.messages.clear();
		this.notifier.startFailed(new ClusterStartException(3, "Worker 2 (PID 4711) exited with code 1.", List.of()));
		this.notifier.onApplicationEvent(new ContextClosedEvent(new GenericApplicationContext()));
		look(status(List.of(), 0, null));
		look(status(List.of(), 0, null));
		assertThat(this.messages)
			.containsExactly("STOPPING=1\nSTATUS=Start failed: Worker 2 (PID 4711) exited with code 1.");
	}

	@Test
	void shortensLongReason() {
		serve();
		look(status(2, 2, new RollingRestart(State.FAILED, 2, 0, 2, "x".repeat(5000))));
		assertThat(this.messages).last().asString().hasSizeLessThan(500);
	}

	@Test
	void extendsTimeoutsUntilTheClusterServesAndWhileItChanges() {
		assertThat(signsDuring(21, status(0, 2, null))).containsExactly(EXTEND, EXTEND, EXTEND);
		this.notifier.clusterServes();
		assertThat(signsDuring(30, status(2, 2, null))).isEmpty();
		assertThat(signsDuring(10, status(2, 2, new RollingRestart(State.RUNNING, 2, 0, 2, null)))).isNotEmpty()
			.containsOnly(EXTEND);
		assertThat(signsDuring(10, status(2, 2, new RollingRestart(State.COMPLETED, 2, 2, 0, null)))).isEmpty();
		this.notifier.onApplicationEvent(new ContextClosedEvent(new GenericApplicationContext()));
		assertThat(signsDuring(10, status(2, 2, null))).isNotEmpty().containsOnly(EXTEND);
	}

	@Test
	void feedsWatchdogTwiceInItsIntervalWhileTheClusterServes() {
		ServiceManagerNotifier watched = notifier(Duration.ofSeconds(6));
		assertThat(signsDuring(watched, 10, status(0, 2, null))).containsOnly(EXTEND);
		watched.clusterServes();
		assertThat(signsDuring(watched, 60, status(2, 2, null))).hasSizeGreaterThanOrEqualTo(20)
			.containsOnly("WATCHDOG=1");
		assertThat(signsDuring(watched, 9, status(2, 2, new RollingRestart(State.RUNNING, 2, 0, 2, null))))
			.hasSizeGreaterThanOrEqualTo(3)
			.containsOnly(EXTEND + "\nWATCHDOG=1");
		watched.onApplicationEvent(new ContextClosedEvent(new GenericApplicationContext()));
		assertThat(signsDuring(watched, 10, status(2, 2, null))).isNotEmpty().containsOnly(EXTEND);
	}

	@Test
	void isSilentWhileTheSupervisorDoesNotLook() {
		ServiceManagerNotifier watched = notifier(Duration.ofSeconds(6));
		watched.clusterServes();
		look(watched, status(2, 2, null));
		this.messages.clear();
		this.now = this.now.plusSeconds(60);
		assertThat(this.messages).isEmpty();
		look(watched, status(2, 2, null));
		assertThat(this.messages).containsExactly("WATCHDOG=1");
	}

	@Test
	void whenNobodyWantsToHearDoesNotAskForTheStatus() {
		ServiceManagerNotifier inert = ServiceManagerNotifier.create(Map.of());
		inert.clusterServes();
		Supplier<ClusterStatus> status = () -> {
			throw new AssertionError("The status was asked for");
		};
		inert.statusChanged(status);
	}

	private ServiceManagerNotifier notifier(@Nullable Duration watchdog) {
		return new ServiceManagerNotifier(this.messages::add, new SignsOfLife(watchdog), () -> this.now.toNanos());
	}

	/**
	 * Have the cluster serve with one of two workers, with the signs of life of the start
	 * told already.
	 */
	private void serve() {
		look(status(0, 2, null));
		this.messages.clear();
		this.notifier.clusterServes();
		look(status(1, 2, null));
	}

	private void look(ClusterStatus status) {
		look(this.notifier, status);
	}

	private void look(ServiceManagerNotifier notifier, ClusterStatus status) {
		notifier.statusChanged(() -> status);
	}

	private List<String> signsDuring(int seconds, ClusterStatus status) {
		return signsDuring(this.notifier, seconds, status);
	}

	private List<String> signsDuring(ServiceManagerNotifier notifier, int seconds, ClusterStatus status) {
		this.messages.clear();
		for (int second = 0; second < seconds; second++) {
			look(notifier, status);
			this.now = this.now.plusSeconds(1);
		}
		return this.messages.stream()
			.filter((message) -> message.startsWith("EXTEND") || message.startsWith("WATCHDOG"))
			.toList();
	}

	private static RollingRestart failed(int generation) {
		return new RollingRestart(State.FAILED, generation, 0, 2, "Worker 1 (PID 4711) exited with code 1 before it "
				+ "listened.\nIts last lines were:\nError: Unable to access jarfile app.jar");
	}

	private static ClusterStatus status(int listening, int desired, @Nullable RollingRestart restart) {
		List<WorkerStatus> workers = IntStream.rangeClosed(1, desired)
			.mapToObj((id) -> worker(id, (id <= listening) ? WorkerState.LISTENING : WorkerState.STARTING))
			.toList();
		return status(workers, listening, restart);
	}

	private static ClusterStatus status(List<WorkerStatus> workers, int listening, @Nullable RollingRestart restart) {
		int generation = (restart != null && restart.state() == State.COMPLETED) ? restart.generation() : 1;
		return new ClusterStatus(new ClusterStatus.Primary(1, Instant.EPOCH), generation, SchedulingPolicy.REUSE_PORT,
				ConnectionDraining.STEERED, null, new ClusterStatus.Workers(workers.size(), listening), restart,
				workers);
	}

	private static WorkerStatus worker(int id, WorkerState state) {
		Long pid = state.isAlive() ? 4711L + id : null;
		return new WorkerStatus(id, pid, state, 1, 0, null, null, null, null, null, null, null, null, null);
	}

}
