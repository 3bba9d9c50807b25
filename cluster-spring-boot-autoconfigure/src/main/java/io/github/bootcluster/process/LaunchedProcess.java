package io.github.bootcluster.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A worker that is a child of this process.
 */
class LaunchedProcess implements WorkerProcess {

	private final Process process;

	private final LastLines lastLines;

	private final CompletableFuture<Integer> exit;

	/**
	 * Create a new process.
	 * @param process the child
	 * @param lastLines the last lines of its output
	 * @param outputEnd completes when all of its output has been read
	 * @param outputTimeout how long to wait for the end of the output after the exit; a
	 * child of the worker may hold it open
	 */
	LaunchedProcess(Process process, LastLines lastLines, CompletableFuture<Void> outputEnd, Duration outputTimeout) {
		this.process = process;
		this.lastLines = lastLines;
		this.exit = process.onExit().thenCompose((ended) -> awaitOutput(ended, outputEnd, outputTimeout));
	}

	private static CompletableFuture<Integer> awaitOutput(Process ended, CompletableFuture<Void> end,
			Duration timeout) {
		return end.completeOnTimeout(null, timeout.toNanos(), TimeUnit.NANOSECONDS)
			.thenApply((nothing) -> ended.exitValue());
	}

	@Override
	public long pid() {
		return this.process.pid();
	}

	@Override
	public boolean isAlive() {
		return this.process.isAlive();
	}

	@Override
	public CompletableFuture<Integer> onExit() {
		return this.exit.copy();
	}

	@Override
	public void terminate() {
		// Process.destroy() would close the output too, before the worker says its last
		// word
		this.process.toHandle().destroy();
	}

	@Override
	public void kill() {
		this.process.toHandle().destroyForcibly();
	}

	@Override
	public List<String> lastLines() {
		return this.lastLines.get();
	}

}
