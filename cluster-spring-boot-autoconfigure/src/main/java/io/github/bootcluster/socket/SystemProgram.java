package io.github.bootcluster.socket;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program of the system that does what a native call would do.
 *
 * @param executable its name
 * @param environment the variables that it gets in addition to those of this process
 */
record SystemProgram(String executable, Map<String, String> environment) {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	/**
	 * Run the program and wait for its end, at most for 5 seconds.
	 * @param arguments the arguments
	 * @return whether it succeeded in time
	 * @throws IOException if it cannot be run
	 */
	boolean run(String... arguments) throws IOException {
		try {
			return succeeds(start(arguments));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private Process start(String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(this.executable));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(Redirect.DISCARD)
			.redirectError(Redirect.DISCARD);
		builder.environment().putAll(this.environment);
		return builder.start();
	}

	private boolean succeeds(Process process) throws InterruptedException {
		try {
			return process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0;
		}
		finally {
			process.destroyForcibly();
		}
	}

}
