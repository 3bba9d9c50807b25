package io.github.bootcluster.primary;

import java.time.Duration;

/**
 * How new connections are spread over the workers.
 *
 * @param enabled whether anything but the kernel's own hash is to be used
 * @param migration whether the kernel moves connections from a socket that is closed to
 * another one, which helps where steering is not possible
 * @param heartbeatInterval the time between two heartbeats, to know who has missed some
 * @param slowStart how long a worker takes from a tenth of its share of new connections
 * to the full one; zero is off
 */
public record SteeringSettings(boolean enabled, boolean migration, Duration heartbeatInterval, Duration slowStart) {

}
