package io.github.bootcluster.startup;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

import io.github.bootcluster.primary.PortRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.Binder;

/**
 * Finds the ports that the web servers of the application will bind.
 */
final class ServerPorts {

	private static final int DEFAULT_PORT = 8080;

	private static final int HIGHEST_PORT = 65535;

	private final Binder binder;

	ServerPorts(Binder binder) {
		this.binder = binder;
	}

	/**
	 * Return the ports.
	 * @param deduced the type of the web application, unless a property says otherwise
	 * @return the ports; empty if the application has no web server
	 */
	List<PortRequest> find(@Nullable WebApplicationType deduced) {
		WebApplicationType type = this.binder.bind("spring.main.web-application-type", WebApplicationType.class)
			.orElse(deduced);
		if (type == WebApplicationType.NONE) {
			return List.of();
		}
		List<PortRequest> ports = new ArrayList<>();
		int port = getPort("server.port", DEFAULT_PORT);
		if (port >= 0) {
			ports.add(new PortRequest("server.port", getAddress("server.address"), port));
		}
		int managementPort = getPort("management.server.port", -1);
		if (managementPort == 0 || (managementPort > 0 && managementPort != port)) {
			ports.add(
					new PortRequest("management.server.port", getAddress("management.server.address"), managementPort));
		}
		return ports;
	}

	private int getPort(String property, int defaultPort) {
		int port = this.binder.bind(property, Integer.class).orElse(defaultPort);
		if (port > HIGHEST_PORT) {
			throw new InvalidClusterPropertyException(property, port, "it is not a port",
					"Set '%s' to a port up to %d.".formatted(property, HIGHEST_PORT));
		}
		return port;
	}

	private @Nullable InetAddress getAddress(String property) {
		return this.binder.bind(property, InetAddress.class).orElse(null);
	}

}
