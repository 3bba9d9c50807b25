package io.github.bootcluster.integration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests without end, on a number of connections at the same time, and an account of
 * what became of each of them.
 */
final class LoadClient implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	/**
	 * How long a connection is idle between a response and the next request, so that it
	 * is idle at times when a server closes it, and there is a processor left for others.
	 */
	private static final Duration PAUSE = Duration.ofMillis(10);

	private final List<LoadConnection> connections = new ArrayList<>();

	private final List<LoadRecord> records = new ArrayList<>();

	private final List<Thread> threads = new ArrayList<>();

	private final long startedAt = System.nanoTime();

	private final LongAdder requests = new LongAdder();

	private volatile boolean stopped;

	private LoadClient() {
	}

	/**
	 * Start to send requests on connections that are kept for as long as the server
	 * wants.
	 * @param port the port on the loopback address
	 * @param connections the number of connections at a time
	 * @return the client, to be stopped
	 */
	static LoadClient keepAlive(int port, int connections) {
		return start(port, "/", true, connections, TIMEOUT);
	}

	/**
	 * Start to send requests, each on a connection of its own, with
	 * {@code Connection: close}.
	 * @param port the port on the loopback address
	 * @param connections the number of connections at a time
	 * @return the client, to be stopped
	 */
	static LoadClient closing(int port, int connections) {
		return start(port, "/", false, connections, TIMEOUT);
	}

	static LoadClient start(int port, String path, boolean keepAlive, int connections, Duration timeout) {
		LoadClient client = new LoadClient();
		for (int i = 0; i < connections; i++) {
			client.add(new LoadConnection(port, path, keepAlive, timeout));
		}
		client.threads.forEach(Thread::start);
		return client;
	}

	private void add(LoadConnection connection) {
		LoadRecord loaded = new LoadRecord();
		this.connections.add(connection);
		this.records.add(loaded);
		this.threads.add(new Thread(() -> run(connection, loaded), "load-" + this.threads.size()));
	}

	private void run(LoadConnection connection, LoadRecord loaded) {
		try (connection) {
			while (!this.stopped) {
				exchange(connection, loaded);
				this.requests.increment();
				LockSupport.parkNanos(PAUSE.toNanos());
			}
		}
	}

	private void exchange(LoadConnection connection, LoadRecord loaded) {
		long begin = System.nanoTime();
		try {
			LoadOutcome outcome = connection.exchange();
			loaded.answered(outcome, System.nanoTime() - begin);
		}
		catch (LoadFailureException ex) {
			loaded.failed(ex);
		}
	}

	/**
	 * Return how many requests have been sent so far, however they ended.
	 * @return the number
	 */
	long getRequests() {
		return this.requests.sum();
	}

	/**
	 * Stop after the response to the last request of each connection.
	 * @return what became of all requests
	 */
	LoadResult stop() {
		close();
		Duration duration = Duration.ofNanos(System.nanoTime() - this.startedAt);
		int connects = this.connections.stream().mapToInt(LoadConnection::getConnects).sum();
		return new LoadResult(duration, this.records, connects);
	}

	@Override
	public void close() {
		this.stopped = true;
		this.threads.forEach(this::join);
	}

	private void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
