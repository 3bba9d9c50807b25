package io.github.bootcluster.startup;

import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.bootcluster.ScheduledTasks;
import io.github.bootcluster.primary.RestartPolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.util.unit.DataSize;

/**
 * Configuration properties of a cluster.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("cluster")
public class ClusterProperties {

	/**
	 * Whether to run as a cluster when 'cluster.workers' is set.
	 */
	private boolean enabled = true;

	/**
	 * Number of workers: a number, 'auto' for one per processor, or a percentage of the
	 * processors such as '50%'. Without it the application runs standalone.
	 */
	private @Nullable String workers;

	private final Primary primary = new Primary();

	private final Worker worker = new Worker();

	private final Startup startup = new Startup();

	/**
	 * Time in which a worker that has just started is brought from a tenth of its share
	 * of new connections to the full one; 0 gives it the full one at once.
	 */
	private Duration slowStart = Duration.ZERO;

	private final Drain drain = new Drain();

	private final Shutdown shutdown = new Shutdown();

	private final Heartbeat heartbeat = new Heartbeat();

	private final Restart restart = new Restart();

	private final RollingRestart rollingRestart = new RollingRestart();

	private final Recycle recycle = new Recycle();

	private final Caches caches = new Caches();

	private final Metrics metrics = new Metrics();

	private final Channel channel = new Channel();

	private final Output output = new Output();

	/**
	 * Which workers run the scheduled tasks that are not annotated with '@RunOnLeader'.
	 * If not specified, all do, and one of them warns of it.
	 */
	private @Nullable ScheduledTasks scheduledTasks;

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public @Nullable String getWorkers() {
		return this.workers;
	}

	public void setWorkers(@Nullable String workers) {
		this.workers = workers;
	}

	public Primary getPrimary() {
		return this.primary;
	}

	public Worker getWorker() {
		return this.worker;
	}

	public Startup getStartup() {
		return this.startup;
	}

	public Duration getSlowStart() {
		return this.slowStart;
	}

	public void setSlowStart(Duration slowStart) {
		this.slowStart = slowStart;
	}

	public Drain getDrain() {
		return this.drain;
	}

	public Shutdown getShutdown() {
		return this.shutdown;
	}

	public Heartbeat getHeartbeat() {
		return this.heartbeat;
	}

	public Restart getRestart() {
		return this.restart;
	}

	public RollingRestart getRollingRestart() {
		return this.rollingRestart;
	}

	public Recycle getRecycle() {
		return this.recycle;
	}

	public Caches getCaches() {
		return this.caches;
	}

	public Metrics getMetrics() {
		return this.metrics;
	}

	public Channel getChannel() {
		return this.channel;
	}

	public Output getOutput() {
		return this.output;
	}

	public @Nullable ScheduledTasks getScheduledTasks() {
		return this.scheduledTasks;
	}

	public void setScheduledTasks(@Nullable ScheduledTasks scheduledTasks) {
		this.scheduledTasks = scheduledTasks;
	}

	static ClusterProperties get(Binder binder) {
		return binder.bindOrCreate("cluster", ClusterProperties.class);
	}

	/**
	 * Properties of the primary.
	 */
	public static class Primary {

		/**
		 * Configuration classes of beans that live in the primary.
		 */
		private List<String> sources = new ArrayList<>();

		public List<String> getSources() {
			return this.sources;
		}

		public void setSources(List<String> sources) {
			this.sources = sources;
		}

	}

	/**
	 * Properties of the way workers are launched.
	 */
	public static class Worker {

		/**
		 * JVM arguments of the workers beyond those of the primary. '{id}' is replaced by
		 * the id of the worker.
		 */
		private List<String> jvmArguments = new ArrayList<>();

		/**
		 * Application arguments of the workers beyond those of the primary. '{id}' is
		 * replaced by the id of the worker.
		 */
		private List<String> arguments = new ArrayList<>();

		/**
		 * Environment variables of the workers beyond those of the primary. '{id}' is
		 * replaced by the id of the worker.
		 */
		private Map<String, String> environment = new LinkedHashMap<>();

		/**
		 * Main class of the workers, if it is not that of the primary.
		 */
		private @Nullable String mainClass;

		/**
		 * Working directory of the workers, if it is not that of the primary.
		 */
		private @Nullable File workingDirectory;

		public List<String> getJvmArguments() {
			return this.jvmArguments;
		}

		public void setJvmArguments(List<String> jvmArguments) {
			this.jvmArguments = jvmArguments;
		}

		public List<String> getArguments() {
			return this.arguments;
		}

		public void setArguments(List<String> arguments) {
			this.arguments = arguments;
		}

		public Map<String, String> getEnvironment() {
			return this.environment;
		}

		public void setEnvironment(Map<String, String> environment) {
			this.environment = environment;
		}

		public @Nullable String getMainClass() {
			return this.mainClass;
		}

		public void setMainClass(@Nullable String mainClass) {
			this.mainClass = mainClass;
		}

		public @Nullable File getWorkingDirectory() {
			return this.workingDirectory;
		}

		public void setWorkingDirectory(@Nullable File workingDirectory) {
			this.workingDirectory = workingDirectory;
		}

	}

	/**
	 * Properties of the start of workers.
	 */
	public static class Startup {

		/**
		 * Time that a worker may take from its launch until it serves requests.
		 */
		private Duration timeout = Duration.ofSeconds(120);

		public Duration getTimeout() {
			return this.timeout;
		}

		public void setTimeout(Duration timeout) {
			this.timeout = timeout;
		}

	}

	/**
	 * Properties of how a worker that is to stop serves the connections that it has.
	 */
	public static class Drain {

		/**
		 * Whether new connections are steered to the other workers first.
		 */
		private boolean steering = true;

		/**
		 * Time in which connections may still arrive that were begun before new ones were
		 * steered to the other workers.
		 */
		private Duration settle = Duration.ofMillis(500);

		/**
		 * Time, after that, that idle keep-alive connections are given to send their next
		 * request before they are closed.
		 */
		private Duration timeout = Duration.ofSeconds(5);

		public boolean isSteering() {
			return this.steering;
		}

		public void setSteering(boolean steering) {
			this.steering = steering;
		}

		public Duration getSettle() {
			return this.settle;
		}

		public void setSettle(Duration settle) {
			this.settle = settle;
		}

		public Duration getTimeout() {
			return this.timeout;
		}

		public void setTimeout(Duration timeout) {
			this.timeout = timeout;
		}

	}

	/**
	 * Properties of the stop of workers.
	 */
	public static class Shutdown {

		/**
		 * Time that a worker may take to stop, beyond what
		 * 'spring.lifecycle.timeout-per-shutdown-phase' grants, before it is terminated.
		 */
		private Duration timeout = Duration.ofSeconds(30);

		public Duration getTimeout() {
			return this.timeout;
		}

		public void setTimeout(Duration timeout) {
			this.timeout = timeout;
		}

	}

	/**
	 * Properties of the heartbeats of workers.
	 */
	public static class Heartbeat {

		/**
		 * Time between two heartbeats of a worker.
		 */
		private Duration interval = Duration.ofSeconds(1);

		/**
		 * Time without a heartbeat after which a worker counts as hung, writes its
		 * threads to its output, and is killed and replaced.
		 */
		private Duration timeout = Duration.ofSeconds(60);

		public Duration getInterval() {
			return this.interval;
		}

		public void setInterval(Duration interval) {
			this.interval = interval;
		}

		public Duration getTimeout() {
			return this.timeout;
		}

		public void setTimeout(Duration timeout) {
			this.timeout = timeout;
		}

	}

	/**
	 * Properties of the replacement of workers that exited without being asked to.
	 */
	public static class Restart {

		/**
		 * When a worker that exited without being asked to is replaced.
		 */
		private RestartPolicy policy = RestartPolicy.ALWAYS;

		/**
		 * Number of unplanned exits of a worker within 'cluster.restart.period' beyond
		 * which it counts as failed and is only tried again after the longest delay.
		 */
		private int maxRestarts = 10;

		/**
		 * Period in which unplanned exits are counted.
		 */
		private Duration period = Duration.ofMinutes(1);

		/**
		 * Time that a worker has to serve requests for its earlier failures to be
		 * forgiven.
		 */
		private Duration minUptime = Duration.ofSeconds(10);

		private final Backoff backoff = new Backoff();

		public RestartPolicy getPolicy() {
			return this.policy;
		}

		public void setPolicy(RestartPolicy policy) {
			this.policy = policy;
		}

		public int getMaxRestarts() {
			return this.maxRestarts;
		}

		public void setMaxRestarts(int maxRestarts) {
			this.maxRestarts = maxRestarts;
		}

		public Duration getPeriod() {
			return this.period;
		}

		public void setPeriod(Duration period) {
			this.period = period;
		}

		public Duration getMinUptime() {
			return this.minUptime;
		}

		public void setMinUptime(Duration minUptime) {
			this.minUptime = minUptime;
		}

		public Backoff getBackoff() {
			return this.backoff;
		}

		/**
		 * Properties of the delay before a worker is replaced.
		 */
		public static class Backoff {

			/**
			 * Delay after the second unplanned exit in a row; there is none after the
			 * first.
			 */
			private Duration initialDelay = Duration.ofMillis(100);

			/**
			 * Factor by which the delay grows with every further exit.
			 */
			private double multiplier = 2;

			/**
			 * Longest delay.
			 */
			private Duration maxDelay = Duration.ofSeconds(30);

			public Duration getInitialDelay() {
				return this.initialDelay;
			}

			public void setInitialDelay(Duration initialDelay) {
				this.initialDelay = initialDelay;
			}

			public double getMultiplier() {
				return this.multiplier;
			}

			public void setMultiplier(double multiplier) {
				this.multiplier = multiplier;
			}

			public Duration getMaxDelay() {
				return this.maxDelay;
			}

			public void setMaxDelay(Duration maxDelay) {
				this.maxDelay = maxDelay;
			}

		}

	}

	/**
	 * Properties of rolling restarts.
	 */
	public static class RollingRestart {

		/**
		 * Number of workers that are replaced at a time, each by one that serves before
		 * its predecessor stops; 0 replaces one at a time and stops the predecessor
		 * first, for tight memory.
		 */
		private int maxSurge = 1;

		public int getMaxSurge() {
			return this.maxSurge;
		}

		public void setMaxSurge(int maxSurge) {
			this.maxSurge = maxSurge;
		}

	}

	/**
	 * Properties of the replacement of workers that are worn out.
	 */
	public static class Recycle {

		/**
		 * Number of requests after which a worker is replaced; 0 is no limit.
		 */
		private long maxRequests = 0;

		/**
		 * Largest number of requests that is added to 'cluster.recycle.max-requests' at
		 * random, once per process, so that workers are not replaced all together.
		 */
		private long maxRequestsJitter = 0;

		/**
		 * Time of serving requests after which a worker is replaced; 0 is no limit.
		 */
		private Duration maxLifetime = Duration.ZERO;

		/**
		 * Resident memory beyond which a worker is replaced once five heartbeats in a row
		 * have shown it, from 30 seconds after the worker came up; 0 is no limit.
		 */
		private DataSize maxMemory = DataSize.ofBytes(0);

		public long getMaxRequests() {
			return this.maxRequests;
		}

		public void setMaxRequests(long maxRequests) {
			this.maxRequests = maxRequests;
		}

		public long getMaxRequestsJitter() {
			return this.maxRequestsJitter;
		}

		public void setMaxRequestsJitter(long maxRequestsJitter) {
			this.maxRequestsJitter = maxRequestsJitter;
		}

		public Duration getMaxLifetime() {
			return this.maxLifetime;
		}

		public void setMaxLifetime(Duration maxLifetime) {
			this.maxLifetime = maxLifetime;
		}

		public DataSize getMaxMemory() {
			return this.maxMemory;
		}

		public void setMaxMemory(DataSize maxMemory) {
			this.maxMemory = maxMemory;
		}

	}

	/**
	 * Properties of local caches.
	 */
	public static class Caches {

		/**
		 * Whether what is evicted from a local cache on one worker is evicted on all
		 * others.
		 */
		private boolean evictEverywhere;

		public boolean isEvictEverywhere() {
			return this.evictEverywhere;
		}

		public void setEvictEverywhere(boolean evictEverywhere) {
			this.evictEverywhere = evictEverywhere;
		}

	}

	/**
	 * Properties of metrics.
	 */
	public static class Metrics {

		/**
		 * Whether the endpoints 'prometheus' and 'metrics' show all workers, whose meters
		 * have the tag 'worker' then.
		 */
		private boolean aggregate = true;

		/**
		 * Time that the other workers may take to answer before they are left out.
		 */
		private Duration timeout = Duration.ofSeconds(1);

		public boolean isAggregate() {
			return this.aggregate;
		}

		public void setAggregate(boolean aggregate) {
			this.aggregate = aggregate;
		}

		public Duration getTimeout() {
			return this.timeout;
		}

		public void setTimeout(Duration timeout) {
			this.timeout = timeout;
		}

	}

	/**
	 * Properties of the channel between the primary and its workers.
	 */
	public static class Channel {

		/**
		 * Directory in which the private directory of the channel's socket is created. If
		 * not specified, it is one for temporary files.
		 */
		private @Nullable File directory;

		/**
		 * Size of the largest message on the channel.
		 */
		private DataSize maxMessageSize = DataSize.ofMegabytes(1);

		/**
		 * Time that the sender of a message waits for a receiver that does not keep up.
		 */
		private Duration sendTimeout = Duration.ofSeconds(10);

		public @Nullable File getDirectory() {
			return this.directory;
		}

		public void setDirectory(@Nullable File directory) {
			this.directory = directory;
		}

		public DataSize getMaxMessageSize() {
			return this.maxMessageSize;
		}

		public void setMaxMessageSize(DataSize maxMessageSize) {
			this.maxMessageSize = maxMessageSize;
		}

		public Duration getSendTimeout() {
			return this.sendTimeout;
		}

		public void setSendTimeout(Duration sendTimeout) {
			this.sendTimeout = sendTimeout;
		}

	}

	/**
	 * Properties of the output of the workers.
	 */
	public static class Output {

		/**
		 * Whether a line of output that does not name its worker gets '[worker-{id}]' in
		 * front.
		 */
		private boolean prefix = true;

		public boolean isPrefix() {
			return this.prefix;
		}

		public void setPrefix(boolean prefix) {
			this.prefix = prefix;
		}

	}

}
