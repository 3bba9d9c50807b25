package io.github.bootcluster.process;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The signals of Linux (signal(7), the numbers of x86 and ARM).
 *
 * @since 0.1.0
 */
public final class Signals {

	private static final int EXIT_CODE_BASE = 128;

	private static final List<String> NAMES = List.of("HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL",
			"USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU",
			"URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS");

	private Signals() {
	}

	/**
	 * Return the signal that an exit code stands for.
	 * @param exitCode the exit code
	 * @return the name, such as {@code SIGKILL} for 137, or {@code null} if the exit code
	 * stands for none
	 */
	public static @Nullable String signalName(int exitCode) {
		int number = exitCode - EXIT_CODE_BASE;
		return (number >= 1 && number <= NAMES.size()) ? "SIG" + NAMES.get(number - 1) : null;
	}

}
