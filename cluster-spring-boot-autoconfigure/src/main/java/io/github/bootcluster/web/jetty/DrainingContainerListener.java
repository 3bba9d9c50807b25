package io.github.bootcluster.web.jetty;

import java.util.List;

import io.github.bootcluster.web.Draining;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.component.Container;

/**
 * Makes all connectors that a server has or will get look at each request whether it is
 * the last one of its connection.
 */
final class DrainingContainerListener implements Container.Listener {

	private final LastResponseCustomizer customizer;

	DrainingContainerListener(Draining draining) {
		this.customizer = new LastResponseCustomizer(draining);
	}

	@Override
	public void beanAdded(Container parent, Object child) {
		if (child instanceof Connector connector) {
			connector.getConnectionFactories()
				.stream()
				.filter(HttpConfiguration.ConnectionFactory.class::isInstance)
				.map(HttpConfiguration.ConnectionFactory.class::cast)
				.forEach((factory) -> customize(factory.getHttpConfiguration()));
		}
	}

	/*
	 * Connectors are added again when Boot starts them, and may share a configuration.
	 */
	private void customize(HttpConfiguration configuration) {
		List<HttpConfiguration.Customizer> customizers = configuration.getCustomizers();
		if (!customizers.contains(this.customizer)) {
			configuration.addCustomizer(this.customizer);
		}
	}

	@Override
	public void beanRemoved(Container parent, Object child) {
	}

}
