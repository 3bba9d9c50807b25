package io.github.bootcluster.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;

/**
 * Starts workers as children of this process. They have no input. Standard output and
 * standard error have a pipe each: in one that is full, a long line of the one would be
 * torn by a line of the other.
 *
 * @since 0.1.0
 */
public final class ProcessWorkerLauncher implements WorkerLauncher {

	private static final Duration OUTPUT_TIMEOUT = Duration.ofSeconds(2);

	private static final File NO_INPUT = new File("/dev/null");

	private final ThreadFactory threadFactory;

	private final Duration outputTimeout;

	/**
	 * Create a new launcher.
	 */
	public ProcessWorkerLauncher() {
		this(ProcessWorkerLauncher::newThread, OUTPUT_TIMEOUT);
	}

	/**
	 * Create a new launcher.
	 * @param threadFactory creates the threads that read the output
	 * @param outputTimeout how long an exit waits for the end of the output
	 */
	ProcessWorkerLauncher(ThreadFactory threadFactory, Duration outputTimeout) {
		this.threadFactory = threadFactory;
		this.outputTimeout = outputTimeout;
	}

	@Override
	public WorkerProcess launch(WorkerCommand command, WorkerOutput output) throws IOException {
		Process process = newBuilder(command).start();
		try {
			return attach(process, output);
		}
		catch (Throwable ex) {
			process.destroyForcibly();
			throw ex;
		}
	}

	private WorkerProcess attach(Process process, WorkerOutput output) {
		LastLines lastLines = new LastLines(Charset.defaultCharset());
		CompletableFuture<Void> out = read(process.getInputStream(), output.out(), lastLines,
				"cluster-stdout-" + process.pid());
		CompletableFuture<Void> err = read(process.getErrorStream(), output.err(), lastLines,
				"cluster-stderr-" + process.pid());
		return new LaunchedProcess(process, lastLines, CompletableFuture.allOf(out, err), this.outputTimeout);
	}

	private CompletableFuture<Void> read(InputStream stream, OutputListener listener, LastLines lastLines,
			String name) {
		OutputPump pump = new OutputPump(stream, listener, lastLines);
		Thread thread = this.threadFactory.newThread(pump);
		thread.setName(name);
		thread.start();
		return pump.end();
	}

	private ProcessBuilder newBuilder(WorkerCommand command) {
		ProcessBuilder builder = new ProcessBuilder(command.command());
		ServiceVariables.removeFrom(builder.environment());
		builder.environment().putAll(command.environment());
		builder.environment().putIfAbsent(SuspendSignal.VARIABLE, SuspendSignal.OTHER);
		Path directory = command.workingDirectory();
		if (directory != null) {
			builder.directory(directory.toFile());
		}
		return builder.redirectInput(Redirect.from(NO_INPUT));
	}

	private static Thread newThread(Runnable runnable) {
		Thread thread = new Thread(runnable);
		thread.setDaemon(true);
		return thread;
	}

}
