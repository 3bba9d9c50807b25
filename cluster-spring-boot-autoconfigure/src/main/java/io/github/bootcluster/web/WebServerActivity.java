package io.github.bootcluster.web;

import io.github.bootcluster.WorkerStatistics.Requests;
import org.jspecify.annotations.Nullable;

/**
 * What the application's web server does right now, as far as that costs its requests
 * next to nothing. A management server on a port of its own is left out.
 *
 * @since 0.1.0
 */
public interface WebServerActivity {

	/**
	 * Return the number of open connections.
	 * @return the number, or {@code null} if the server does not count them or has not
	 * been created yet
	 */
	@Nullable Long connections();

	/**
	 * Return the requests in progress, and those answered since the server was created.
	 * @return the requests, or {@code null} if the server does not count them or has not
	 * been created yet
	 */
	@Nullable Requests requests();

}
