package io.github.bootcluster.startup;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Lets the role of this process take part in the run of the application. It comes last,
 * so that listeners of the application have heard of each step before.
 */
class ClusterRunListener implements SpringApplicationRunListener, Ordered {

	private ProcessRole role = new StandaloneRole();

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void environmentPrepared(ConfigurableBootstrapContext bootstrapContext,
			ConfigurableEnvironment environment) {
		ProcessRole decided = bootstrapContext.getOrElse(ProcessRole.class, null);
		this.role = (decided != null) ? decided : this.role;
	}

	@Override
	public void contextPrepared(ConfigurableApplicationContext context) {
		this.role.contextPrepared(context);
	}

	@Override
	public void contextLoaded(ConfigurableApplicationContext context) {
		this.role.contextLoaded(context);
	}

	@Override
	public void started(ConfigurableApplicationContext context, @Nullable Duration timeTaken) {
		this.role.started(context);
	}

	@Override
	public void ready(ConfigurableApplicationContext context, @Nullable Duration timeTaken) {
		this.role.ready(context);
	}

}
