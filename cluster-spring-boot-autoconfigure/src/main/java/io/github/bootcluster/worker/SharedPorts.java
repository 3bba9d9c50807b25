package io.github.bootcluster.worker;

import java.io.IOException;
import java.util.List;

import io.github.bootcluster.socket.ListeningSockets;
import io.github.bootcluster.socket.PortSteering;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The ports on which this worker listens along with others.
 */
final class SharedPorts {

	private static final Log logger = LogFactory.getLog(SharedPorts.class);

	private static final long POLL_INTERVAL_MILLIS = 20;

	private final PortSteering steering;

	private final ListeningSockets sockets;

	private volatile List<Integer> ports = List.of();

	SharedPorts(PortSteering steering, ListeningSockets sockets) {
		this.steering = steering;
		this.sockets = sockets;
	}

	void opened(List<Integer> ports) {
		this.ports = List.copyOf(ports);
	}

	/**
	 * Have the kernel spread new connections to these ports by weights.
	 * @param weights the weights in the order of the workers' listening sockets
	 * @return why it is not possible, or {@code null} if it is done
	 */
	@Nullable String steer(List<Integer> weights) {
		String obstacle = this.steering.getObstacle();
		return (obstacle != null) ? obstacle : attach(weights);
	}

	private @Nullable String attach(List<Integer> weights) {
		try {
			for (int port : this.ports) {
				this.steering.steer(port, weights);
			}
			return null;
		}
		catch (IOException ex) {
			return ex.getMessage();
		}
	}

	/**
	 * Run a task as soon as this worker does not listen on any of the ports any more.
	 * @param task the task, run on a thread of its own
	 */
	void whenClosed(Runnable task) {
		Thread thread = new Thread(() -> runWhenClosed(task), "cluster-gate");
		thread.setDaemon(true);
		thread.start();
	}

	private void runWhenClosed(Runnable task) {
		try {
			while (isListening()) {
				Thread.sleep(POLL_INTERVAL_MILLIS);
			}
			task.run();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (IOException ex) {
			logger.debug("Unable to tell when the ports are closed", ex);
		}
	}

	private boolean isListening() throws IOException {
		for (int port : this.ports) {
			if (this.sockets.isListening(port)) {
				return true;
			}
		}
		return false;
	}

}
