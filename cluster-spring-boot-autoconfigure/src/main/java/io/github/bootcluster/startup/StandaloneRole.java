package io.github.bootcluster.startup;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterRole;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The role of a process that runs on its own: nothing to do.
 */
final class StandaloneRole implements ProcessRole {

	@Override
	public Cluster getCluster() {
		return new ClusterMember(ClusterRole.STANDALONE, null);
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
	}

	@Override
	public void ready(ConfigurableApplicationContext context) {
	}

}
