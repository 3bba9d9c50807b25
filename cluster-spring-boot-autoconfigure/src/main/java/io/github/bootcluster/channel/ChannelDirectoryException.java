package io.github.bootcluster.channel;

import java.io.IOException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a directory cannot hold the socket of the channel.
 */
public class ChannelDirectoryException extends IOException {

	private final Path directory;

	private final String reason;

	ChannelDirectoryException(Path directory, String reason, @Nullable Throwable cause) {
		super("The channel to the workers cannot be created in '" + directory + "' (property '"
				+ ChannelDirectory.PROPERTY + "'): " + reason, cause);
		this.directory = directory;
		this.reason = reason;
	}

	/**
	 * Return the directory that was to hold the private directory of the channel.
	 * @return the directory
	 */
	public Path getDirectory() {
		return this.directory;
	}

	/**
	 * Return why the directory cannot be used.
	 * @return the reason, a clause without a full stop
	 */
	public String getReason() {
		return this.reason;
	}

}
