package io.github.bootcluster.relay;

import java.nio.file.Path;

import io.github.bootcluster.channel.ChannelDirectory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Where the workers of this process' cluster wait for what others pass on to them.
 *
 * @param directory the private directory of the primary, or {@code null} in a process
 * that is no worker
 * @since 0.1.0
 */
public record RelaySockets(@Nullable Path directory) {

	/**
	 * Those of a process that is no worker.
	 */
	public static final RelaySockets NONE = new RelaySockets(null);

	/**
	 * Return whether there are any.
	 * @return {@code true} in a worker
	 */
	public boolean isPresent() {
		return this.directory != null;
	}

	/**
	 * Return the path of a worker's socket.
	 * @param pid the id of the worker's process
	 * @return the path, where there may be no socket
	 * @throws IllegalStateException if this process is no worker
	 */
	public Path get(long pid) {
		Assert.state(this.directory != null, "This process is not a worker");
		return this.directory.resolve(ChannelDirectory.getRelaySocketName(pid));
	}

}
