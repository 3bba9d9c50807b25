package io.github.bootcluster.startup;

import java.util.Objects;

import io.github.bootcluster.event.WorkerDrainingEvent;
import io.github.bootcluster.web.Draining;
import io.github.bootcluster.web.WebServerActivity;
import io.github.bootcluster.worker.DrainedServer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;

/**
 * The web servers of a worker's application as its drain sees them.
 */
final class WorkerServer implements DrainedServer {

	private static final Log logger = LogFactory.getLog(WorkerServer.class);

	private final ApplicationContext context;

	private final WorkerDrainingEvent event;

	/**
	 * Create a new server.
	 * @param context the application
	 * @param event what the application is told when the drain begins
	 */
	WorkerServer(ApplicationContext context, WorkerDrainingEvent event) {
		this.context = context;
		this.event = event;
	}

	@Override
	public void beginDraining() {
		publish(new AvailabilityChangeEvent<>(this.context, ReadinessState.REFUSING_TRAFFIC));
		this.context.getBeanProvider(Draining.class).ifAvailable(Draining::begin);
		publish(this.event);
	}

	private void publish(Object event) {
		try {
			this.context.publishEvent(event);
		}
		catch (RuntimeException ex) {
			logger.error("A listener failed to handle that this worker drains", ex);
		}
	}

	@Override
	public void sweepConnections() {
		this.context.getBeanProvider(Draining.class).ifAvailable(Draining::sweep);
	}

	@Override
	public long countConnections() {
		return this.context.getBeanProvider(WebServerActivity.class)
			.stream()
			.map(WebServerActivity::connections)
			.filter(Objects::nonNull)
			.mapToLong(Long::longValue)
			.sum();
	}

}
