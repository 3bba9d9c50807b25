package io.github.bootcluster.worker;

/**
 * What serves the connections of a worker that drains.
 *
 * @since 0.1.0
 */
public interface DrainedServer {

	/**
	 * End every connection with its next response from now on.
	 */
	void beginDraining();

	/**
	 * Do so for connections that have been opened since.
	 */
	void sweepConnections();

	/**
	 * Return the number of open connections.
	 * @return the number
	 */
	long countConnections();

}
