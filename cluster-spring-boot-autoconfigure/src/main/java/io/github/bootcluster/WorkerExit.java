package io.github.bootcluster;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How a worker process ended.
 *
 * @param pid the process id
 * @param exitCode the exit code; 128 plus the number of the signal that ended the
 * process, if one did
 * @param signal the name of that signal, such as {@code SIGKILL}
 * @param planned whether the cluster had asked the worker to end
 * @param reason why the cluster ended the worker, if it did
 * @param time when the process was found to have ended
 * @since 0.1.0
 */
public record WorkerExit(long pid, int exitCode, @Nullable String signal, boolean planned, @Nullable String reason,
		Instant time) {

	/**
	 * Return the exit code and the signal in words, such as {@code code 137 (SIGKILL)}.
	 * @return a description for people
	 */
	public String describe() {
		return "code " + this.exitCode + ((this.signal != null) ? " (" + this.signal + ")" : "");
	}

}
