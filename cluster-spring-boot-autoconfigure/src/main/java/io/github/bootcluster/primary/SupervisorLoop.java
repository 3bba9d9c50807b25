package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.github.bootcluster.ClusterUnavailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The one thread that owns the state of the cluster: it takes facts and commands from a
 * queue, and reconciles after each batch of them, and when time has passed.
 */
final class SupervisorLoop {

	private static final Log logger = LogFactory.getLog(SupervisorLoop.class);

	private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

	private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();

	private final List<Runnable> answers = new ArrayList<>();

	private final Duration answerTimeout;

	private volatile boolean ended;

	SupervisorLoop() {
		this(ANSWER_TIMEOUT);
	}

	SupervisorLoop(Duration answerTimeout) {
		this.answerTimeout = answerTimeout;
	}

	/**
	 * Start the thread.
	 * @param reconcile brings the cluster nearer to what it should be and returns how
	 * long to wait for the next task
	 */
	void start(Supplier<Duration> reconcile) {
		Thread thread = new Thread(() -> run(reconcile), "cluster-supervisor");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Run a task on the supervisor's thread, at some time.
	 * @param task the task
	 */
	void execute(Runnable task) {
		this.queue.add(task);
	}

	/**
	 * Run a task on the supervisor's thread and wait until its effects are visible.
	 * @param <T> the type of the result
	 * @param task the task
	 * @return the result
	 * @throws ClusterUnavailableException if there was no answer within 5 seconds, or the
	 * thread has ended
	 */
	<T> T call(Supplier<T> task) {
		if (this.ended) {
			throw new ClusterUnavailableException("The cluster has stopped", null);
		}
		CompletableFuture<T> result = new CompletableFuture<>();
		execute(() -> answer(task, result));
		try {
			return result.get(this.answerTimeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : new IllegalStateException(ex.getCause());
		}
		catch (TimeoutException ex) {
			throw new ClusterUnavailableException(
					"The primary did not answer within %s".formatted(LogFormat.seconds(this.answerTimeout)), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ClusterUnavailableException("Interrupted while waiting for the primary", ex);
		}
	}

	private <T> void answer(Supplier<T> task, CompletableFuture<T> result) {
		try {
			T value = task.get();
			this.answers.add(() -> result.complete(value));
		}
		catch (RuntimeException | Error ex) {
			this.answers.add(() -> result.completeExceptionally(ex));
		}
	}

	/**
	 * End the thread after its current round.
	 */
	void end() {
		this.ended = true;
		execute(() -> {
		});
	}

	private void run(Supplier<Duration> reconcile) {
		Duration pause = Duration.ZERO;
		while (!this.ended) {
			runTasks(pause);
			pause = reconcileSafely(reconcile);
			this.answers.forEach(Runnable::run);
			this.answers.clear();
		}
	}

	private void runTasks(Duration pause) {
		try {
			Runnable task = this.queue.poll(Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS);
			while (task != null) {
				runSafely(task);
				task = this.queue.poll();
			}
		}
		catch (InterruptedException ex) {
			// nobody has a reason to interrupt the one thread that must go on
			logger.debug("Interrupted", ex);
		}
	}

	private void runSafely(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException | Error ex) {
			report("The supervisor of the cluster failed to handle an event", ex);
		}
	}

	/*
	 * Classes of the logger may be missing as well when a jar was overwritten in place.
	 */
	private void report(String message, Throwable failure) {
		try {
			logger.error(message, failure);
		}
		catch (RuntimeException | Error ex) {
			System.err.println(message + ": " + failure + "; and it cannot be logged: " + ex);
		}
	}

	private Duration reconcileSafely(Supplier<Duration> reconcile) {
		try {
			return reconcile.get();
		}
		catch (RuntimeException | Error ex) {
			// for example a class that is not found as its jar is being replaced
			report("The supervisor of the cluster failed to reconcile", ex);
			return Duration.ofSeconds(1);
		}
	}

}
