package io.github.bootcluster.integration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The processes that carry a mark in their environment, which children inherit: none of a
 * cluster's gets lost, not even when its parent is gone. A zombie has no environment, and
 * does not count.
 */
final class MarkedProcesses {

	static final String VARIABLE = "CLUSTER_PROCESS_MARK";

	private final String entry;

	MarkedProcesses(String mark) {
		this.entry = VARIABLE + "=" + mark;
	}

	List<ProcessHandle> find() {
		return ProcessHandle.allProcesses().filter(this::isMarked).toList();
	}

	private boolean isMarked(ProcessHandle process) {
		try {
			Path environment = Path.of("/proc", String.valueOf(process.pid()), "environ");
			String entries = new String(Files.readAllBytes(environment), StandardCharsets.ISO_8859_1);
			return List.of(entries.split("\0")).contains(this.entry);
		}
		catch (IOException ex) {
			// it has ended, or is somebody else's
			return false;
		}
	}

}
