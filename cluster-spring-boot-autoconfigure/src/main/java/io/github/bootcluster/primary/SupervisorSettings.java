package io.github.bootcluster.primary;

import java.time.Duration;

/**
 * What the supervisor has to keep to.
 *
 * @param workers the number of workers at start
 * @param concurrentStarts how many workers may start at a time until the first one
 * listens; a starting JVM keeps about two processors busy, so more would only delay the
 * first response
 * @param startupTimeout how long a worker may take until it listens
 * @param shutdownTimeout how long a worker may take to drain and stop before it is sent
 * SIGTERM, including the time that Spring gives a phase of its shutdown
 * @param drainTimeout how long a worker may take, before that, to serve the connections
 * that it has
 * @param steering how new connections are spread over the workers
 * @param heartbeatTimeout how long a worker may be silent before it counts as hung
 * @param restartPolicy when a worker is replaced
 * @param minUptime how long a worker has to listen for its earlier failures to be
 * forgiven
 * @param backoff how long to wait before a worker is replaced
 * @param crashBudget how many unplanned exits a worker may have
 * @param maxSurge how many workers a rolling restart may have beyond the desired number;
 * 0 stops the old worker before its replacement starts
 * @param recycleLimits how long a worker process may live although nothing is wrong with
 * it
 */
public record SupervisorSettings(int workers, int concurrentStarts, Duration startupTimeout, Duration shutdownTimeout,
		Duration drainTimeout, SteeringSettings steering, Duration heartbeatTimeout, RestartPolicy restartPolicy,
		Duration minUptime, Backoff backoff, CrashBudget crashBudget, int maxSurge, RecycleLimits recycleLimits) {

}
