package io.github.bootcluster.channel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

/**
 * What a primary hands over to a worker when it launches it: by system properties, which
 * the worker's own child processes do not inherit, and a file for the secret, because any
 * user of the machine can read a command line.
 *
 * @param id the worker's id
 * @param generation the worker's generation
 * @param socket the path of the primary's socket
 * @param token the path of the file that holds the secret
 */
public record HandOver(int id, int generation, Path socket, Path token) {

	private static final String ID = "bootcluster.worker.id";

	private static final String GENERATION = "bootcluster.worker.generation";

	private static final String SOCKET = "bootcluster.channel.socket";

	private static final String TOKEN = "bootcluster.channel.token";

	/**
	 * Return the system properties for the worker's command line.
	 * @return names and values, in a stable order
	 */
	public Map<String, String> toSystemProperties() {
		Map<String, String> properties = new LinkedHashMap<>();
		properties.put(ID, String.valueOf(this.id));
		properties.put(GENERATION, String.valueOf(this.generation));
		properties.put(SOCKET, this.socket.toString());
		properties.put(TOKEN, this.token.toString());
		return properties;
	}

	/**
	 * Return what was handed over to this process.
	 * @param properties the system properties
	 * @return the hand-over, or {@code null} if no primary launched this process
	 */
	public static @Nullable HandOver from(Properties properties) {
		if (properties.getProperty(ID) == null) {
			return null;
		}
		return new HandOver(Integer.parseInt(properties.getProperty(ID)),
				Integer.parseInt(properties.getProperty(GENERATION)), Path.of(properties.getProperty(SOCKET)),
				Path.of(properties.getProperty(TOKEN)));
	}

	/**
	 * Return the private directory of the primary.
	 * @return an absolute path
	 */
	public Path getDirectory() {
		return this.socket.toAbsolutePath().resolveSibling("");
	}

	/**
	 * Return the worker's first message to the primary.
	 * @param pid the worker's process id
	 * @return the message with the secret
	 * @throws IOException if the secret cannot be read, because the primary is gone
	 */
	public Message.Hello toHello(long pid) throws IOException {
		return new Message.Hello(this.id, this.generation, pid, Files.readString(this.token));
	}

}
