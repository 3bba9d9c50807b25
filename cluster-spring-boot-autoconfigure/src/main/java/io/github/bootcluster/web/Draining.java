package io.github.bootcluster.web;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Whether a worker is leaving: its web servers still accept connections and answer
 * requests, but ask the clients to take their next request to a new connection.
 *
 * @since 0.1.0
 */
public final class Draining {

	private static final String H2C = "h2c";

	private final List<Runnable> sweeps = new CopyOnWriteArrayList<>();

	private final List<IntSupplier> closings = new CopyOnWriteArrayList<>();

	private final AtomicBoolean active = new AtomicBoolean();

	/**
	 * Return whether the worker is leaving.
	 * @return {@code true} once {@link #begin()} has been called
	 */
	public boolean isActive() {
		return this.active.get();
	}

	/**
	 * Begin to leave. There is no way back.
	 */
	public void begin() {
		if (this.active.compareAndSet(false, true)) {
			sweep();
		}
	}

	/**
	 * Go through the open connections, those opened since the previous sweep included. To
	 * be called several times per second until there is none left. Does nothing unless
	 * the worker is leaving.
	 */
	public void sweep() {
		if (isActive()) {
			this.sweeps.forEach(Runnable::run);
		}
	}

	/**
	 * Add what a sweep does to the connections of a server.
	 * @param sweep goes through the connections, must not block
	 */
	public void addSweep(Runnable sweep) {
		this.sweeps.add(sweep);
	}

	/**
	 * Close the WebSockets with status 1001 (going away), without waiting for the clients
	 * to answer.
	 * @return the number of WebSockets that are still open
	 */
	public int closeWebSockets() {
		return this.closings.stream().mapToInt(IntSupplier::getAsInt).sum();
	}

	/**
	 * Add what closes the WebSockets of a server.
	 * @param closing closes all that have not been closed yet and returns how many are
	 * still open, must not block
	 */
	public void addWebSocketClosing(IntSupplier closing) {
		this.closings.add(closing);
	}

	/**
	 * Return whether an HTTP/1.1 connection ends with the response to a request that
	 * begins now. One that asks for a protocol other than HTTP does not: a response that
	 * switches protocols must not say {@code close}, and there will not be another
	 * request.
	 * @param upgrade the {@code Upgrade} header of the request
	 * @return whether the response has to be the last one
	 */
	public boolean endsConnection(@Nullable String upgrade) {
		return isActive() && (upgrade == null || upgrade.equalsIgnoreCase(H2C));
	}

}
