package io.github.bootcluster.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.springframework.util.Assert;

/**
 * Sends signals by the command of the system.
 */
final class TestSignals {

	private TestSignals() {
	}

	/**
	 * Send a signal to a process.
	 * @param signal the name of the signal, such as {@code KILL}
	 * @param pid the process
	 */
	static void send(String signal, long pid) {
		requireOwn(pid);
		run(List.of("kill", "-s", signal, String.valueOf(pid)));
	}

	/**
	 * Send a signal to all processes of a group.
	 * @param signal the name of the signal, such as {@code TERM}
	 * @param leader the process that leads the group, which has its pid for a name
	 */
	static void sendToGroup(String signal, long leader) {
		requireOwn(leader);
		run(List.of("kill", "-s", signal, "--", "-" + leader));
	}

	private static void requireOwn(long pid) {
		// kill(2) takes 0, 1 and negative numbers for more than one process
		Assert.isTrue(pid > 1 && pid != ProcessHandle.current().pid(), () -> "Not a process to signal: " + pid);
	}

	private static void run(List<String> command) {
		try {
			Process process = new ProcessBuilder(command).inheritIO().start();
			Assert.state(process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0,
					() -> "%s failed".formatted(command));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
