package io.github.bootcluster.web.jetty;

import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.Container;

/**
 * Switches {@code SO_REUSEPORT} on for all connectors that a server has or will get.
 */
final class ReusePortContainerListener implements Container.Listener {

	@Override
	public void beanAdded(Container parent, Object child) {
		if (child instanceof ServerConnector connector) {
			connector.setReusePort(true);
		}
	}

	@Override
	public void beanRemoved(Container parent, Object child) {
	}

}
