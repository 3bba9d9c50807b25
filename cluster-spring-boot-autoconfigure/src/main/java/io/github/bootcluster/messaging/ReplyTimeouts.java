package io.github.bootcluster.messaging;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Looks after the replies that are waited for, while there are any. One look at all of
 * them from time to time costs less than a timer for each, which would mostly be
 * cancelled.
 */
final class ReplyTimeouts {

	/**
	 * How much later than its timeout a request may fail.
	 */
	private static final long PRECISION_MILLIS = 20;

	private final ScheduledExecutorService timer;

	private final BooleanSupplier expiry;

	private final AtomicBoolean scheduled = new AtomicBoolean();

	/**
	 * Create new timeouts.
	 * @param timer looks from time to time
	 * @param expiry fails what is out of time, and returns whether anything else is
	 * waited for
	 */
	ReplyTimeouts(ScheduledExecutorService timer, BooleanSupplier expiry) {
		this.timer = timer;
		this.expiry = expiry;
	}

	/**
	 * Note that a reply is waited for.
	 */
	void watch() {
		if (!this.scheduled.get() && this.scheduled.compareAndSet(false, true)) {
			schedule();
		}
	}

	private void schedule() {
		try {
			this.timer.schedule(this::look, PRECISION_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (RuntimeException | Error ex) {
			// there may be a thread for the next request
			this.scheduled.set(false);
			throw ex;
		}
	}

	private void look() {
		this.scheduled.set(false);
		if (this.expiry.getAsBoolean()) {
			watch();
		}
	}

}
