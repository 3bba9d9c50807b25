package io.github.bootcluster.primary;

import java.util.List;

import io.github.bootcluster.WorkerExit;

/**
 * Why a worker did not come up.
 *
 * @param description a sentence that names the worker
 * @param lastLines the last lines of its output
 */
record StartFailure(String description, List<String> lastLines) {

	private static final int MAX_LINES = 20;

	private static final int MAX_LENGTH = 4000;

	static StartFailure of(LaunchFailedException cause) {
		return new StartFailure(cause.getMessage(), List.of());
	}

	static StartFailure of(WorkerHandle worker, WorkerExit exit) {
		return new StartFailure(
				"%s exited with %s %s.".formatted(worker, exit.describe(), describeReason(worker, exit)),
				worker.getLastLines());
	}

	private static String describeReason(WorkerHandle worker, WorkerExit exit) {
		if (exit.reason() != null) {
			return "because " + exit.reason();
		}
		return worker.hasListened() ? "as soon as it listened" : "before it listened";
	}

	/**
	 * Return the description with the end of the output, which is short enough for a
	 * message on the channel: of a stack trace, it holds the causes.
	 * @return a description for people, whose first line does without the output
	 */
	String describeWithOutput() {
		return this.lastLines.isEmpty() ? this.description
				: this.description + "\nIts last lines were:\n" + abbreviateOutput();
	}

	private String abbreviateOutput() {
		List<String> lines = this.lastLines.stream().filter((line) -> !isStackFrame(line)).toList();
		int from = Math.max(0, lines.size() - MAX_LINES);
		String output = String.join("\n", lines.subList(from, lines.size()));
		return output.substring(Math.max(0, output.length() - MAX_LENGTH));
	}

	private static boolean isStackFrame(String line) {
		return line.startsWith("\tat ") || line.startsWith("\t... ");
	}

}
