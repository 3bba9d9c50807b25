package io.github.bootcluster.startup;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.event.LeadershipGrantedEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The role of a process that runs on its own: it leads itself.
 */
final class StandaloneRole implements ProcessRole {

	private volatile @Nullable Integer port;

	@Override
	public Cluster getCluster() {
		return ClusterMember.standalone(() -> this.port);
	}

	@Override
	public void prepareEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
	}

	@Override
	public void contextPrepared(ConfigurableApplicationContext context) {
	}

	@Override
	public void contextLoaded(ConfigurableApplicationContext context) {
	}

	@Override
	public void started(ConfigurableApplicationContext context) {
		this.port = context.getEnvironment().getProperty("local.server.port", Integer.class);
	}

	@Override
	public void ready(ConfigurableApplicationContext context) {
		// what is published in a child context reaches its parent, which may be a worker
		if (context.getParent() == null) {
			context.publishEvent(new LeadershipGrantedEvent(true));
		}
	}

}
