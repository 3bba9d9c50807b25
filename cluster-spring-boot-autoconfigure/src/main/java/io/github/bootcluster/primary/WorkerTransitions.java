package io.github.bootcluster.primary;

import java.time.Duration;

import io.github.bootcluster.WorkerExit;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.event.WorkerDisconnectedEvent;
import io.github.bootcluster.event.WorkerExitedEvent;
import io.github.bootcluster.event.WorkerForkedEvent;
import io.github.bootcluster.event.WorkerListeningEvent;
import io.github.bootcluster.event.WorkerOnlineEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Changes the state of workers: the change first, then the line in the log, then the
 * event.
 */
final class WorkerTransitions {

	private static final Log logger = LogFactory.getLog(WorkerTransitions.class);

	private final Announcements announcements;

	private final WorkerFigures figures;

	private final TimeSource time;

	WorkerTransitions(Announcements announcements, WorkerFigures figures, TimeSource time) {
		this.announcements = announcements;
		this.figures = figures;
		this.time = time;
	}

	void forked(WorkerHandle worker) {
		logger.debug("%s was launched".formatted(worker));
		this.announcements.add(new WorkerForkedEvent(worker.getId(), worker.getPid(), worker.getGeneration()));
	}

	void online(WorkerHandle worker) {
		worker.become(WorkerState.ONLINE);
		logger.debug("%s is online".formatted(worker));
		this.announcements.add(new WorkerOnlineEvent(worker.getId(), worker.getPid(), worker.getGeneration()));
	}

	void listening(WorkerHandle worker, @Nullable Integer port) {
		worker.become(WorkerState.LISTENING);
		Duration duration = this.time.elapsed().minus(worker.getStartedAt());
		this.figures.started(duration);
		logger.info("%s is %s after %s".formatted(worker, (port != null) ? "listening on port " + port : "ready",
				LogFormat.seconds(duration)));
		this.announcements.add(new WorkerListeningEvent(worker.getId(), worker.getPid(), worker.getGeneration(), port));
	}

	void draining(WorkerHandle worker) {
		worker.become(WorkerState.DRAINING);
		logger.info("%s is draining".formatted(worker));
		disconnected(worker);
	}

	void connectionLost(WorkerHandle worker) {
		worker.become(WorkerState.DRAINING);
		logger.debug("%s has lost its connection".formatted(worker));
		disconnected(worker);
	}

	void stopping(WorkerHandle worker) {
		worker.become(WorkerState.STOPPING);
		logger.debug("%s is being terminated".formatted(worker));
		disconnected(worker);
	}

	void killing(WorkerHandle worker, String reason) {
		worker.become(WorkerState.KILLING);
		worker.setReason(reason);
		logger.warn("%s is being killed because %s".formatted(worker, reason));
		disconnected(worker);
	}

	void exited(WorkerHandle worker, WorkerExit exit) {
		worker.become(WorkerState.EXITED);
		if (worker.isPlanned()) {
			logger.info("%s has stopped with %s".formatted(worker, exit.describe()));
		}
		disconnected(worker);
		this.announcements.add(new WorkerExitedEvent(worker.getId(), worker.getGeneration(), exit));
	}

	void failed(WorkerHandle worker) {
		worker.become(WorkerState.FAILED);
	}

	private void disconnected(WorkerHandle worker) {
		if (worker.disconnect()) {
			this.announcements
				.add(new WorkerDisconnectedEvent(worker.getId(), worker.getPid(), worker.getGeneration()));
		}
	}

}
