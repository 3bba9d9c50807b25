package io.github.bootcluster.web.jetty;

import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.bootcluster.WorkerStatistics.Requests;
import io.github.bootcluster.web.WebServerActivity;
import io.github.bootcluster.web.WrappingCounter;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jetty.JettyWebServer;
import org.springframework.boot.web.server.WebServer;

/**
 * {@link WebServerActivity} of Jetty. Requests are counted by the
 * {@link StatisticsHandler} that Boot adds for graceful shutdown, so there are none with
 * {@code server.shutdown=immediate}.
 *
 * @since 0.1.0
 */
public class JettyWebServerActivity implements WebServerActivity {

	private final Supplier<@Nullable WebServer> webServer;

	private final WrappingCounter total = new WrappingCounter();

	/**
	 * Create a new activity.
	 * @param webServer supplies the application's web server once it has been created
	 */
	public JettyWebServerActivity(Supplier<@Nullable WebServer> webServer) {
		this.webServer = webServer;
	}

	@Override
	public @Nullable Long connections() {
		Server server = getServer();
		return (server != null) ? connections(server) : null;
	}

	private long connections(Server server) {
		return Stream.of(server.getConnectors())
			.mapToLong((connector) -> connector.getConnectedEndPoints().size())
			.sum();
	}

	@Override
	public @Nullable Requests requests() {
		Server server = getServer();
		StatisticsHandler statistics = (server != null) ? server.getDescendant(StatisticsHandler.class) : null;
		return (statistics != null) ? requests(statistics) : null;
	}

	/*
	 * Jetty's total includes those that are active.
	 */
	private Requests requests(StatisticsHandler statistics) {
		int begun = statistics.getRequestTotal();
		int active = statistics.getRequestsActive();
		return new Requests(active, this.total.advance(begun - active));
	}

	private @Nullable Server getServer() {
		return (this.webServer.get() instanceof JettyWebServer jetty) ? jetty.getServer() : null;
	}

}
