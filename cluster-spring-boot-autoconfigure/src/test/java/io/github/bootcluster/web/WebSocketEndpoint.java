package io.github.bootcluster.web;

import jakarta.servlet.ServletContext;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;

/**
 * WebSocket endpoint that keeps silent.
 */
public final class WebSocketEndpoint extends Endpoint {

	public static final String PATH = "/socket";

	public static void addTo(ServletContext servletContext) {
		ServerContainer container = (ServerContainer) servletContext.getAttribute(ServerContainer.class.getName());
		try {
			container.addEndpoint(ServerEndpointConfig.Builder.create(WebSocketEndpoint.class, PATH).build());
		}
		catch (DeploymentException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void onOpen(Session session, EndpointConfig config) {
	}

}
