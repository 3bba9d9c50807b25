package io.github.bootcluster.startup;

import org.apache.commons.logging.Log;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.BootstrapContextClosedEvent;
import org.springframework.boot.bootstrap.BootstrapRegistry.InstanceSupplier;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Decides the role of this process once its configuration is known and before any bean
 * exists, and lets the role act on the environment.
 */
class ClusterEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	/**
	 * After the files of the configuration were read, and before logging is set up and
	 * {@code spring.main} is bound.
	 */
	static final int ORDER = ConfigDataEnvironmentPostProcessor.ORDER + 10;

	private final Log logger;

	private final ConfigurableBootstrapContext bootstrapContext;

	ClusterEnvironmentPostProcessor(DeferredLogFactory logFactory, ConfigurableBootstrapContext bootstrapContext) {
		this.logger = logFactory.getLog(ClusterEnvironmentPostProcessor.class);
		this.bootstrapContext = bootstrapContext;
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		ProcessRole role = createRole(new RoleDetector().decide(environment, application));
		role.prepareEnvironment(environment, application);
		this.bootstrapContext.register(ProcessRole.class, InstanceSupplier.of(role));
		this.bootstrapContext.addCloseListener((event) -> registerCluster(event, role));
	}

	private ProcessRole createRole(RoleDetector.Decision decision) {
		if (decision.handOver() != null) {
			return new WorkerRole(decision.handOver());
		}
		if (decision.reason() != null) {
			this.logger.info("Running standalone although 'cluster.workers' is set: " + decision.reason());
		}
		return switch (decision.role()) {
			case PRIMARY -> new PrimaryRole(this.logger);
			case WORKER, STANDALONE -> new StandaloneRole();
		};
	}

	private void registerCluster(BootstrapContextClosedEvent event, ProcessRole role) {
		event.getApplicationContext().getBeanFactory().registerSingleton("clusterMember", role.getCluster());
	}

}
