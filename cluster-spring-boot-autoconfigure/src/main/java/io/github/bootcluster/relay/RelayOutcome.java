package io.github.bootcluster.relay;

import java.util.Map;

/**
 * What came of a request that was passed to one of several workers.
 *
 * @since 0.1.0
 */
public sealed interface RelayOutcome {

	/**
	 * The worker has answered.
	 *
	 * @param status the HTTP status
	 * @param headers the headers
	 * @param body the whole body
	 * @since 0.1.0
	 */
	record Answered(int status, Map<String, String> headers, byte[] body) implements RelayOutcome {

	}

	/**
	 * The worker is gone, or did not answer in time.
	 *
	 * @param reason what happened, in words for people
	 * @since 0.1.0
	 */
	record Unanswered(String reason) implements RelayOutcome {

	}

}
