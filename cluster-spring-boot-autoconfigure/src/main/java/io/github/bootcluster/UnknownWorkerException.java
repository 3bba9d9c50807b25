package io.github.bootcluster;

/**
 * There is no worker of the given id.
 *
 * @since 0.1.0
 */
public class UnknownWorkerException extends RuntimeException {

	private final int id;

	/**
	 * Create a new exception.
	 * @param id the id that no worker has
	 */
	public UnknownWorkerException(int id) {
		super("There is no worker " + id);
		this.id = id;
	}

	/**
	 * Return the id that no worker has.
	 * @return the id
	 */
	public int getId() {
		return this.id;
	}

}
