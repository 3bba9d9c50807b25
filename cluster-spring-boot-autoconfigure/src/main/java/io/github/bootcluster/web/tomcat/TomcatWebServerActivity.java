package io.github.bootcluster.web.tomcat;

import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.bootcluster.WorkerStatistics.Requests;
import io.github.bootcluster.web.WebServerActivity;
import io.github.bootcluster.web.WrappingCounter;
import org.apache.catalina.Container;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardWrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.AbstractProtocol;
import org.apache.coyote.ProtocolHandler;
import org.apache.coyote.RequestGroupInfo;
import org.apache.coyote.UpgradeProtocol;
import org.apache.coyote.http2.Http2Protocol;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServer;

/**
 * {@link WebServerActivity} of Tomcat. A request is active while a servlet works on it or
 * while it is processed asynchronously; one that is forwarded counts for both servlets.
 *
 * @since 0.1.0
 */
public class TomcatWebServerActivity implements WebServerActivity {

	private final Supplier<@Nullable WebServer> webServer;

	private final WrappingCounter total = new WrappingCounter();

	/**
	 * Create a new activity.
	 * @param webServer supplies the application's web server once it has been created
	 */
	public TomcatWebServerActivity(Supplier<@Nullable WebServer> webServer) {
		this.webServer = webServer;
	}

	@Override
	public @Nullable Long connections() {
		Tomcat tomcat = getTomcat();
		return (tomcat != null) ? protocolHandlers(tomcat).mapToLong(this::connections).sum() : null;
	}

	private long connections(ProtocolHandler handler) {
		if (handler instanceof ReusePortHttp11NioProtocol protocol) {
			return protocol.getOpenConnections();
		}
		return (handler instanceof AbstractProtocol<?> protocol) ? Math.max(protocol.getConnectionCount(), 0) : 0;
	}

	@Override
	public @Nullable Requests requests() {
		Tomcat tomcat = getTomcat();
		return (tomcat != null) ? new Requests(active(tomcat), this.total.advance(total(tomcat))) : null;
	}

	private int total(Tomcat tomcat) {
		return protocolHandlers(tomcat).flatMap(this::requestGroups).mapToInt(RequestGroupInfo::getRequestCount).sum();
	}

	private Stream<RequestGroupInfo> requestGroups(ProtocolHandler handler) {
		Stream<RequestGroupInfo> upgraded = Stream.of(handler.findUpgradeProtocols())
			.flatMap(this::upgradedRequestGroups);
		return Stream.concat(ownRequestGroups(handler), upgraded);
	}

	private Stream<RequestGroupInfo> ownRequestGroups(ProtocolHandler handler) {
		return (handler instanceof AbstractProtocol<?> protocol
				&& protocol.getHandler().getGlobal() instanceof RequestGroupInfo group) ? Stream.of(group)
						: Stream.empty();
	}

	private Stream<RequestGroupInfo> upgradedRequestGroups(UpgradeProtocol protocol) {
		return (protocol instanceof Http2Protocol http2) ? Stream.of(http2.getGlobal()) : Stream.empty();
	}

	private long active(Tomcat tomcat) {
		return Stream.of(tomcat.getHost().findChildren())
			.filter(StandardContext.class::isInstance)
			.map(StandardContext.class::cast)
			.mapToLong(this::active)
			.sum();
	}

	private long active(StandardContext context) {
		return context.getInProgressAsyncCount() + Stream.of(context.findChildren()).mapToLong(this::allocated).sum();
	}

	private long allocated(Container servlet) {
		return (servlet instanceof StandardWrapper wrapper) ? wrapper.getCountAllocated() : 0;
	}

	private Stream<ProtocolHandler> protocolHandlers(Tomcat tomcat) {
		return Stream.of(tomcat.getService().findConnectors()).map(Connector::getProtocolHandler);
	}

	private @Nullable Tomcat getTomcat() {
		return (this.webServer.get() instanceof TomcatWebServer tomcat) ? tomcat.getTomcat() : null;
	}

}
