package io.github.bootcluster.worker;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A worker cannot reach the primary that launched it.
 *
 * @since 0.1.0
 */
public class PrimaryLostException extends RuntimeException {

	/**
	 * Create a new exception.
	 * @param id the id of the worker
	 * @param socket the path of the primary's socket
	 * @param cause the cause
	 */
	public PrimaryLostException(int id, Path socket, IOException cause) {
		super("Worker %d cannot reach the primary that launched it at %s: %s".formatted(id, socket, cause), cause);
	}

}
