package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.random.RandomGenerator;

import io.github.bootcluster.WorkerStatistics;
import org.jspecify.annotations.Nullable;

/**
 * How worn out one worker process is, judged by its heartbeats and its age.
 */
final class WorkerWear {

	/**
	 * How many heartbeats in a row have to show too much memory: one may show the moment
	 * before the garbage collector gives memory back.
	 */
	static final int MEMORY_SAMPLES = 5;

	/**
	 * How long the memory of a worker that has come up is not judged: to start takes more
	 * than to serve.
	 */
	static final Duration MEMORY_GRACE = Duration.ofSeconds(30);

	private final RecycleLimits limits;

	private final long maxRequests;

	private long requests;

	private long memory;

	private int samplesAboveMaxMemory;

	WorkerWear(RecycleLimits limits, RandomGenerator random) {
		this.limits = limits;
		this.maxRequests = limits.drawMaxRequests(random);
	}

	/**
	 * Take the figures of a heartbeat into account.
	 * @param statistics the figures
	 * @param listened for how long the worker has served, or {@code null} if it has not
	 */
	void sample(WorkerStatistics statistics, @Nullable Duration listened) {
		WorkerStatistics.Requests reported = statistics.requests();
		Long rss = statistics.memory().rss();
		this.requests = (reported != null) ? reported.total() : 0;
		this.memory = (rss != null) ? rss : 0;
		boolean judged = listened != null && listened.compareTo(MEMORY_GRACE) >= 0;
		this.samplesAboveMaxMemory = (judged && this.memory > this.limits.maxMemory()) ? this.samplesAboveMaxMemory + 1
				: 0;
	}

	/**
	 * Return why the worker is to be replaced.
	 * @param listened for how long the worker has served
	 * @return the reason, after which a sentence can go on, or {@code null} if there is
	 * none
	 */
	@Nullable String findReason(Duration listened) {
		if (this.limits.maxRequests() > 0 && this.requests >= this.maxRequests) {
			return "it has served %s requests".formatted(LogFormat.count(this.requests));
		}
		if (!this.limits.maxLifetime().isZero() && listened.compareTo(this.limits.maxLifetime()) >= 0) {
			return "it has served for " + LogFormat.seconds(listened);
		}
		if (this.limits.maxMemory() > 0 && this.samplesAboveMaxMemory >= MEMORY_SAMPLES) {
			return "it uses %s of memory, more than %s".formatted(LogFormat.megabytes(this.memory),
					LogFormat.megabytes(this.limits.maxMemory()));
		}
		return null;
	}

}
