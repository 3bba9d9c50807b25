package io.github.bootcluster.relay;

import java.time.Duration;

/**
 * What both sides of the relay put up with.
 *
 * @param accept how long a worker may take to take a request, however long it works on
 * the answer then
 * @param idle how long a worker waits for the other one to go on: to send its request, to
 * read more of an answer, or to be asked for more of it
 * @param connections how many requests a worker answers at a time; more have to wait
 * @param answer the largest answer that is kept in memory, in bytes
 */
record RelayLimits(Duration accept, Duration idle, int connections, int answer) {

	static final RelayLimits DEFAULTS = new RelayLimits(Duration.ofSeconds(5), Duration.ofMinutes(1), 32,
			16 * 1024 * 1024);

	/**
	 * The largest piece of a body.
	 */
	static final int CHUNK = 64 * 1024;

	/**
	 * Return how long a worker may take to take a request.
	 * @param timeout how long it may take to begin with the answer
	 * @return the shorter of the two
	 */
	Duration acceptWithin(Duration timeout) {
		return (timeout.compareTo(this.accept) < 0) ? timeout : this.accept;
	}

}
