package io.github.bootcluster.relay;

import java.io.IOException;

/**
 * Answers the requests that others pass on to this worker. Called by several threads.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RelayHandler {

	/**
	 * Answer a request.
	 * @param request the request, from another process of this user
	 * @return the answer, closed by the caller when its body was read
	 * @throws IOException if the body cannot be opened
	 */
	RelayResponse handle(RelayRequest request) throws IOException;

}
