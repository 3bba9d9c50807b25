package io.github.bootcluster.startup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.ClusterStatus.RollingRestart;
import io.github.bootcluster.primary.ClusterStartException;
import io.github.bootcluster.primary.StatusListener;
import io.github.bootcluster.socket.NotificationSocket;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Tells the service manager that started the primary, such as systemd, how the cluster
 * is, by the protocol of {@code sd_notify(3)}. All is told when the supervisor has looked
 * at the cluster: one that hangs falls silent, which is what a watchdog is for.
 */
final class ServiceManagerNotifier implements StatusListener, ApplicationListener<ContextClosedEvent> {

	private static final int QUEUE_SIZE = 64;

	private final @Nullable Consumer<String> messages;

	private final SignsOfLife signsOfLife;

	private final LongSupplier nanoTime;

	private volatile boolean serving;

	private volatile boolean stopping;

	private volatile @Nullable String failure;

	private ServiceState state = ServiceState.STARTING;

	private String text = "";

	private int generation;

	/**
	 * Create a new notifier.
	 * @param messages takes what is to be told without waiting, or {@code null} if there
	 * is nobody to tell
	 * @param signsOfLife what is told again and again
	 * @param nanoTime tells the time of {@code CLOCK_MONOTONIC}
	 */
	ServiceManagerNotifier(@Nullable Consumer<String> messages, SignsOfLife signsOfLife, LongSupplier nanoTime) {
		this.messages = messages;
		this.signsOfLife = signsOfLife;
		this.nanoTime = nanoTime;
	}

	/**
	 * Create the notifier of this process. It does nothing unless a service manager wants
	 * to hear from it.
	 * @param environment the environment of this process
	 * @return the notifier
	 */
	static ServiceManagerNotifier create(Map<String, String> environment) {
		SignsOfLife signsOfLife = new SignsOfLife(WatchdogInterval.find(environment, ProcessHandle.current().pid()));
		// HotSpot reads CLOCK_MONOTONIC (os::javaTimeNanos in os_posix.cpp)
		return new ServiceManagerNotifier(open(environment), signsOfLife, System::nanoTime);
	}

	private static @Nullable Consumer<String> open(Map<String, String> environment) {
		NotificationSocket socket = NotificationSocket.find(environment);
		if (socket == null) {
			return null;
		}
		Executor executor = OccasionalExecutor.create("cluster-notifications", QUEUE_SIZE);
		return (message) -> executor.execute(() -> socket.send(message));
	}

	/**
	 * Note that the cluster serves requests and takes orders.
	 */
	void clusterServes() {
		this.serving = true;
	}

	/**
	 * Note that the cluster does not start.
	 * @param failure what happened
	 */
	void startFailed(ClusterStartException failure) {
		this.failure = ServiceStatusText.startFailed(failure);
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		this.stopping = true;
	}

	@Override
	public void statusChanged(Supplier<ClusterStatus> status) {
		if (this.messages != null) {
			tell(status.get());
			send(this.signsOfLife.get(this.state, Duration.ofNanos(this.nanoTime.getAsLong())));
		}
	}

	private void tell(ClusterStatus status) {
		if (this.stopping) {
			tell(ServiceState.STOPPING, status);
		}
		else if (this.serving) {
			tellThatItServes(status, status.rollingRestart());
		}
		else {
			tell(ServiceState.STARTING, status);
		}
	}

	/*
	 * A rolling restart that has ended at once has begun, too: who asked for it waits for
	 * both.
	 */
	private void tellThatItServes(ClusterStatus status, @Nullable RollingRestart restart) {
		if (this.state == ServiceState.STARTING) {
			tell(ServiceState.READY, status);
		}
		if (restart != null && restart.generation() > this.generation) {
			this.generation = restart.generation();
			tell(ServiceState.RELOADING, status);
		}
		boolean running = restart != null && restart.state() == RollingRestart.State.RUNNING;
		tell(running ? ServiceState.RELOADING : ServiceState.READY, status);
	}

	private void tell(ServiceState state, ClusterStatus status) {
		List<String> assignments = new ArrayList<>();
		if (state != this.state) {
			this.state = state;
			assignments.addAll(getAssignments(state));
		}
		String text = describe(state, status);
		if (!text.equals(this.text)) {
			this.text = text;
			assignments.add("STATUS=" + text);
		}
		send(assignments);
	}

	private List<String> getAssignments(ServiceState state) {
		return switch (state) {
			case STARTING -> List.of();
			case READY -> List.of("READY=1");
			case RELOADING ->
				List.of("RELOADING=1", "MONOTONIC_USEC=" + TimeUnit.NANOSECONDS.toMicros(this.nanoTime.getAsLong()));
			case STOPPING -> List.of("STOPPING=1");
		};
	}

	private String describe(ServiceState state, ClusterStatus status) {
		String failure = this.failure;
		if (failure != null) {
			return failure;
		}
		return switch (state) {
			case STARTING -> ServiceStatusText.starting(status);
			case READY, RELOADING -> ServiceStatusText.serving(status);
			case STOPPING -> ServiceStatusText.stopping(status);
		};
	}

	private void send(List<String> assignments) {
		if (this.messages != null && !assignments.isEmpty()) {
			this.messages.accept(String.join("\n", assignments));
		}
	}

}
