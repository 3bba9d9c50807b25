package io.github.bootcluster.integration;

import java.util.Locale;

/**
 * What can become of one request under load.
 */
enum LoadOutcome {

	/**
	 * Answered with a status code of 2xx.
	 */
	SUCCESS,

	/**
	 * Answered with any other status code.
	 */
	OTHER_STATUS,

	/**
	 * There was no connection to send it on.
	 */
	CONNECT_ERROR,

	/**
	 * The server reset the connection after the client had begun to send.
	 */
	RESET,

	/**
	 * It could not be sent for another reason.
	 */
	WRITE_ERROR,

	/**
	 * The connection ended before the response, or within it.
	 */
	READ_ERROR,

	/**
	 * There was neither an answer nor an end of the connection in time.
	 */
	TIMEOUT;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
