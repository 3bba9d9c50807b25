package io.github.bootcluster.startup;

import java.io.File;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Refuses values that make no sense.
 */
final class ClusterPropertiesValidator {

	// a status of a hundred workers must fit; frames carry their length in an int
	private static final long MINIMUM_MESSAGE_SIZE = 64 * 1024;

	private static final long MAXIMUM_MESSAGE_SIZE = 1024 * 1024 * 1024;

	// less than a JVM takes to do nothing
	private static final long MINIMUM_MEMORY = 32 * 1024 * 1024;

	private static final long MAXIMUM_JITTER = 1_000_000_000_000L;

	private final ClusterProperties properties;

	ClusterPropertiesValidator(ClusterProperties properties) {
		this.properties = properties;
	}

	/**
	 * Check all values.
	 * @throws InvalidClusterPropertyException if one of them makes no sense
	 */
	void validate() {
		ClusterProperties.Heartbeat heartbeat = this.properties.getHeartbeat();
		requirePositive("cluster.startup.timeout", this.properties.getStartup().getTimeout());
		requireNotNegative("cluster.shutdown.timeout", this.properties.getShutdown().getTimeout());
		requireNotNegative("cluster.slow-start", this.properties.getSlowStart());
		requireNotNegative("cluster.drain.settle", this.properties.getDrain().getSettle());
		requireNotNegative("cluster.drain.timeout", this.properties.getDrain().getTimeout());
		requirePositive("cluster.heartbeat.interval", heartbeat.getInterval());
		require(heartbeat.getTimeout().compareTo(heartbeat.getInterval()) > 0, "cluster.heartbeat.timeout",
				heartbeat.getTimeout(), "it is not longer than 'cluster.heartbeat.interval'",
				"Set it to several times the interval of %s.".formatted(heartbeat.getInterval()));
		validateRestart(this.properties.getRestart());
		require(this.properties.getRollingRestart().getMaxSurge() >= 0, "cluster.rolling-restart.max-surge",
				this.properties.getRollingRestart().getMaxSurge(), "it is negative",
				"Set it to 1 or more, or to 0 to stop a worker before its replacement starts.");
		validateRecycle(this.properties.getRecycle());
		requirePositive("cluster.metrics.timeout", this.properties.getMetrics().getTimeout());
		validateChannel(this.properties.getChannel());
		validateWorkingDirectory(this.properties.getWorker().getWorkingDirectory());
	}

	private void validateRestart(ClusterProperties.Restart restart) {
		ClusterProperties.Restart.Backoff backoff = restart.getBackoff();
		require(restart.getMaxRestarts() >= 0, "cluster.restart.max-restarts", restart.getMaxRestarts(),
				"it is negative", "Set it to 0 or more.");
		requirePositive("cluster.restart.period", restart.getPeriod());
		requireNotNegative("cluster.restart.min-uptime", restart.getMinUptime());
		requirePositive("cluster.restart.backoff.initial-delay", backoff.getInitialDelay());
		require(backoff.getMultiplier() >= 1, "cluster.restart.backoff.multiplier", backoff.getMultiplier(),
				"it is below 1", "Set it to 1 for a constant delay, or to more.");
		require(backoff.getMaxDelay().compareTo(backoff.getInitialDelay()) >= 0, "cluster.restart.backoff.max-delay",
				backoff.getMaxDelay(), "it is shorter than 'cluster.restart.backoff.initial-delay'",
				"Set it to at least %s.".formatted(backoff.getInitialDelay()));
	}

	private void validateRecycle(ClusterProperties.Recycle recycle) {
		long memory = recycle.getMaxMemory().toBytes();
		require(recycle.getMaxRequests() >= 0, "cluster.recycle.max-requests", recycle.getMaxRequests(),
				"it is negative", "Set it to 1 or more, or to 0 for no limit.");
		require(recycle.getMaxRequestsJitter() >= 0 && recycle.getMaxRequestsJitter() <= MAXIMUM_JITTER,
				"cluster.recycle.max-requests-jitter", recycle.getMaxRequestsJitter(),
				"it is not between 0 and " + MAXIMUM_JITTER, "Set it to a part of 'cluster.recycle.max-requests'.");
		require(recycle.getMaxRequestsJitter() == 0 || recycle.getMaxRequests() > 0,
				"cluster.recycle.max-requests-jitter", recycle.getMaxRequestsJitter(),
				"there is no 'cluster.recycle.max-requests' that it could be added to",
				"Set 'cluster.recycle.max-requests' as well, or remove it.");
		requireNotNegative("cluster.recycle.max-lifetime", recycle.getMaxLifetime());
		require(memory == 0 || memory >= MINIMUM_MEMORY, "cluster.recycle.max-memory", recycle.getMaxMemory(),
				"every worker needs more than that", "Set it to a size such as 1GB, or to 0 for no limit.");
	}

	private void validateChannel(ClusterProperties.Channel channel) {
		long size = channel.getMaxMessageSize().toBytes();
		require(size >= MINIMUM_MESSAGE_SIZE && size <= MAXIMUM_MESSAGE_SIZE, "cluster.channel.max-message-size",
				channel.getMaxMessageSize(), "it is not between 64KB and 1GB", "Set it to a size such as 1MB.");
		requirePositive("cluster.channel.send-timeout", channel.getSendTimeout());
	}

	private void validateWorkingDirectory(@Nullable File directory) {
		require(directory == null || directory.isDirectory(), "cluster.worker.working-directory",
				String.valueOf(directory), "it is not a directory", "Create it, or name one that exists.");
	}

	private void requirePositive(String property, Duration value) {
		require(!value.isNegative() && !value.isZero(), property, value, "it is not above 0",
				"Set it to a duration such as 30s.");
	}

	private void requireNotNegative(String property, Duration value) {
		require(!value.isNegative(), property, value, "it is negative", "Set it to a duration such as 30s.");
	}

	private void require(boolean condition, String property, Object value, String reason, String action) {
		if (!condition) {
			throw new InvalidClusterPropertyException(property, value, reason, action);
		}
	}

}
