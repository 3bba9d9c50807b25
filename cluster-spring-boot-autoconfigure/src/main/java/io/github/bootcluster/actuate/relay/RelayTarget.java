package io.github.bootcluster.actuate.relay;

import java.util.List;

/**
 * What a request to the front is for.
 *
 * @param worker the id of a worker, or {@value #ALL}, or anything else
 * @param path the path below the base path of Actuator, decoded
 */
record RelayTarget(String worker, List<String> path) {

	/**
	 * All workers instead of one.
	 */
	static final String ALL = "all";

}
