package io.github.bootcluster.worker;

/**
 * What a primary can have this worker do. Called on the thread that reads from the
 * primary: must not block.
 *
 * @since 0.1.0
 */
public interface PrimaryCommands {

	/**
	 * Serve the connections that are open, and stop then.
	 */
	void drain();

	/**
	 * Stop gracefully at once.
	 */
	void stop();

	/**
	 * The primary is gone: stop by yourself.
	 */
	void orphaned();

}
