package io.github.bootcluster.startup;

import java.util.Properties;

import io.github.bootcluster.ClusterRole;
import io.github.bootcluster.channel.HandOver;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.ParentContextApplicationContextInitializer;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.StringUtils;

/**
 * Finds out the role of this process. A process that was launched by a primary is a
 * worker or standalone, but never a primary, so that forks cannot fork.
 */
final class RoleDetector {

	/**
	 * Set once a worker has claimed its hand-over, so that a second application in the
	 * same JVM does not.
	 */
	static final String CLAIMED = "bootcluster.worker.claimed";

	private final Properties systemProperties;

	private final StackFrames stack;

	private final StandaloneReasons reasons;

	RoleDetector() {
		this(System.getProperties(), StackFrames.ofCurrentThread());
	}

	private RoleDetector(Properties systemProperties, StackFrames stack) {
		this(systemProperties, stack, new StandaloneReasons(stack));
	}

	RoleDetector(Properties systemProperties, StackFrames stack, StandaloneReasons reasons) {
		this.systemProperties = systemProperties;
		this.stack = stack;
		this.reasons = reasons;
	}

	Decision decide(ConfigurableEnvironment environment, SpringApplication application) {
		HandOver handOver = HandOver.from(this.systemProperties);
		if (isInner(application) || this.systemProperties.containsKey(CLAIMED)) {
			return Decision.standalone(null);
		}
		if (handOver != null) {
			return Decision.worker(handOver);
		}
		if (!isWanted(environment)) {
			return Decision.standalone(null);
		}
		String reason = this.reasons.find(environment, application);
		return (reason != null) ? Decision.standalone(reason) : Decision.primary();
	}

	private boolean isInner(SpringApplication application) {
		return this.stack.isNestedRun() || application.getInitializers()
			.stream()
			.anyMatch(ParentContextApplicationContextInitializer.class::isInstance);
	}

	private boolean isWanted(ConfigurableEnvironment environment) {
		return StringUtils.hasText(environment.getProperty("cluster.workers"))
				&& Binder.get(environment).bind("cluster.enabled", Boolean.class).orElse(true);
	}

	/**
	 * The role, and what goes with it.
	 *
	 * @param role the role
	 * @param handOver what the primary handed over to a worker
	 * @param reason why the process is standalone although the user asked for a cluster
	 */
	record Decision(ClusterRole role, @Nullable HandOver handOver, @Nullable String reason) {

		private static Decision standalone(@Nullable String reason) {
			return new Decision(ClusterRole.STANDALONE, null, reason);
		}

		private static Decision worker(HandOver handOver) {
			return new Decision(ClusterRole.WORKER, handOver, null);
		}

		private static Decision primary() {
			return new Decision(ClusterRole.PRIMARY, null, null);
		}

	}

}
