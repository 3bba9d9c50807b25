package io.github.bootcluster.channel;

import java.time.Duration;

/**
 * What a server puts up with.
 *
 * @param helloTimeout how long a connection may take to say who it is
 * @param unidentified how many connections at a time may be at that; more are left to
 * wait in the queue of the kernel
 * @param acceptPause how long to wait when no connection can be accepted
 */
record ServerLimits(Duration helloTimeout, int unidentified, Duration acceptPause) {

	static final ServerLimits DEFAULTS = new ServerLimits(Duration.ofSeconds(10), 64, Duration.ofSeconds(1));

}
