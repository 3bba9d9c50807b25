package io.github.bootcluster.process;

/**
 * The port that a worker opens where the primary's arguments name one.
 */
final class WorkerPort {

	private WorkerPort() {
	}

	/**
	 * Return the port of a worker. Port 0, any free one, needs no change.
	 * @param port the port in the primary's arguments
	 * @param id the worker's id
	 * @return the port
	 */
	static String of(String port, int id) {
		int base = Integer.parseInt(port);
		return (base != 0) ? String.valueOf(base + id) : port;
	}

}
