package io.github.bootcluster.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Ends HTTP/2 connections in two steps (RFC 9113, section 6.8): a first {@code GOAWAY}
 * that refuses nothing, since requests may be on their way, and the end of the connection
 * once the client has had the time to read it.
 *
 * @param <C> the type of the connections, compared by {@code equals}
 * @since 0.1.0
 */
public final class TwoStepGoAway<C> {

	/**
	 * The time between both steps: a slow round trip.
	 */
	public static final Duration GRACE = Duration.ofSeconds(1);

	private final Consumer<C> announce;

	private final Consumer<C> end;

	private final LongSupplier nanoTime;

	private final Map<C, Long> announced = new HashMap<>();

	/**
	 * Create a new instance.
	 * @param announce sends the first {@code GOAWAY}
	 * @param end ends the connection if no stream is active, called until it has gone
	 */
	public TwoStepGoAway(Consumer<C> announce, Consumer<C> end) {
		this(announce, end, System::nanoTime);
	}

	TwoStepGoAway(Consumer<C> announce, Consumer<C> end, LongSupplier nanoTime) {
		this.announce = announce;
		this.end = end;
		this.nanoTime = nanoTime;
	}

	/**
	 * Take each connection one step further, if it is time.
	 * @param connections all connections that are open
	 */
	public synchronized void sweep(Set<? extends C> connections) {
		long now = this.nanoTime.getAsLong();
		this.announced.keySet().retainAll(connections);
		connections.forEach((connection) -> advance(connection, now));
	}

	private void advance(C connection, long now) {
		Long since = this.announced.putIfAbsent(connection, now);
		if (since == null) {
			this.announce.accept(connection);
		}
		else if (now - since >= GRACE.toNanos()) {
			this.end.accept(connection);
		}
	}

}
