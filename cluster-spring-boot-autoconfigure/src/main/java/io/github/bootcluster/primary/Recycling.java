package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

import io.github.bootcluster.WorkerStatistics;
import io.github.bootcluster.channel.Message;
import io.github.bootcluster.channel.RestartReason;
import org.jspecify.annotations.Nullable;

/**
 * Replaces workers that are worn out, one at a time, and only while nothing else is going
 * on. The replacement serves before its predecessor stops, unless rolling restarts have
 * no memory for both either ({@code max-surge} of 0): then the predecessor stops first.
 */
final class Recycling {

	private final SupervisorSettings settings;

	private final WorkerPool pool;

	private final RollingRestarts rollingRestarts;

	private final WorkerLaunches launches;

	private final WorkerEnding ending;

	private final SupervisorListener listener;

	private final TimeSource time;

	private final RandomGenerator random;

	private final RetryDelay delay;

	private final Map<WorkerHandle, WorkerWear> wear = new HashMap<>();

	private @Nullable Attempt attempt;

	private int latestId;

	Recycling(SupervisorSettings settings, WorkerPool pool, RollingRestarts rollingRestarts, WorkerLaunches launches,
			WorkerEnding ending, SupervisorListener listener, TimeSource time, RandomGenerator random) {
		this.settings = settings;
		this.pool = pool;
		this.rollingRestarts = rollingRestarts;
		this.launches = launches;
		this.ending = ending;
		this.listener = listener;
		this.time = time;
		this.random = random;
		this.delay = new RetryDelay(settings.backoff(), time, random);
	}

	void received(WorkerHandle worker, Message message) {
		if (message instanceof Message.Heartbeat heartbeat) {
			sample(worker, heartbeat.statistics());
		}
	}

	private void sample(WorkerHandle worker, WorkerStatistics statistics) {
		this.wear.computeIfAbsent(worker, (key) -> new WorkerWear(this.settings.recycleLimits(), this.random))
			.sample(statistics, worker.getListened(this.time.elapsed()));
	}

	/**
	 * Begin to replace a worker if one is worn out and nothing speaks against it.
	 */
	void progress() {
		this.wear.keySet().removeIf((worker) -> !worker.isAlive());
		if (this.attempt != null) {
			follow(this.attempt);
		}
		if (this.attempt == null && mayBegin()) {
			begin();
		}
	}

	private boolean mayBegin() {
		return !this.rollingRestarts.isRunning() && this.pool.isSettled() && this.delay.isOver();
	}

	private void begin() {
		this.pool.wanted()
			.stream()
			.sorted(Comparator.comparing((slot) -> slot.getId() <= this.latestId))
			.anyMatch(this::recycleIfWornOut);
	}

	private boolean recycleIfWornOut(WorkerSlot slot) {
		WorkerHandle worker = slot.getCurrent();
		String reason = (worker != null) ? findReason(worker) : null;
		if (worker == null || reason == null) {
			return false;
		}
		this.latestId = slot.getId();
		this.listener.workerWillBeRecycled(worker, reason);
		recycle(slot, worker, reason);
		return true;
	}

	private @Nullable String findReason(WorkerHandle worker) {
		WorkerWear known = this.wear.get(worker);
		Duration listened = worker.getListened(this.time.elapsed());
		return (known != null && listened != null) ? known.findReason(listened) : null;
	}

	private void recycle(WorkerSlot slot, WorkerHandle worker, String reason) {
		if (this.settings.maxSurge() == 0) {
			worker.setReason(reason);
			worker.setRestartReason(RestartReason.RECYCLING);
			this.ending.stop(worker);
		}
		else {
			replace(slot, worker, reason);
		}
	}

	private void replace(WorkerSlot slot, WorkerHandle worker, String reason) {
		try {
			WorkerHandle replacement = this.launches.launchReplacement(slot, slot.getGeneration(),
					RestartReason.RECYCLING);
			this.attempt = new Attempt(worker, replacement, reason);
		}
		catch (LaunchFailedException ex) {
			this.listener.launchFailed(slot.getId(), ex.getCause(), this.delay.failed());
		}
	}

	private void follow(Attempt running) {
		WorkerHandle replacement = running.replacement();
		if (replacement.isListening() && hasTakenOver(replacement)) {
			succeed(running);
		}
		else if (!replacement.getState().isWanted()) {
			this.attempt = null;
			if (!replacement.isPlanned()) {
				this.delay.failed();
			}
		}
	}

	private boolean hasTakenOver(WorkerHandle replacement) {
		return this.pool.find(replacement.getId()).filter((slot) -> slot.getCurrent() == replacement).isPresent();
	}

	private void succeed(Attempt succeeded) {
		this.attempt = null;
		this.delay.succeeded();
		if (succeeded.worker().isPlanned()) {
			succeeded.worker().setReason(succeeded.reason());
		}
	}

	/**
	 * One worker whose replacement is starting.
	 *
	 * @param worker the worker that is worn out
	 * @param replacement the replacement
	 * @param reason why it is replaced
	 */
	private record Attempt(WorkerHandle worker, WorkerHandle replacement, String reason) {

	}

}
