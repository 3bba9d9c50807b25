package io.github.bootcluster;

import org.jspecify.annotations.Nullable;

/**
 * One worker of a cluster at one moment.
 *
 * @param id the id, kept by replacements
 * @param pid the id of its process, or {@code null} if it has none at the moment
 * @param state its state
 * @param generation its generation
 * @param port the port of its web server, or {@code null} if it has none, or none yet
 * @since 0.1.0
 */
public record ClusterWorker(int id, @Nullable Long pid, WorkerState state, int generation, @Nullable Integer port) {

	/**
	 * Return whether this worker serves requests and receives messages.
	 * @return {@code true} if it listens
	 */
	public boolean isListening() {
		return this.state == WorkerState.LISTENING;
	}

}
