package io.github.bootcluster.integration;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests without a pause, each on a new connection, from a few threads.
 */
final class BackgroundRequests implements AutoCloseable {

	private static final int THREADS = 2;

	private final List<Thread> threads = new ArrayList<>();

	private final AtomicInteger successes = new AtomicInteger();

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private final Queue<String> lostConnections = new ConcurrentLinkedQueue<>();

	private final ClusterClient client;

	private final String path;

	private volatile boolean closed;

	private BackgroundRequests(ClusterClient client, String path) {
		this.client = client;
		this.path = path;
	}

	static BackgroundRequests start(ClusterClient client, String path) {
		BackgroundRequests requests = new BackgroundRequests(client, path);
		for (int i = 0; i < THREADS; i++) {
			Thread thread = new Thread(requests::run, "background-requests-" + i);
			requests.threads.add(thread);
			thread.start();
		}
		return requests;
	}

	private void run() {
		while (!this.closed) {
			try {
				count(this.client.tryGet(this.path).statusCode());
			}
			catch (IOException ex) {
				this.lostConnections.add(ex.toString());
			}
		}
	}

	private void count(int status) {
		if (status == 200) {
			this.successes.incrementAndGet();
		}
		else {
			this.failures.add("HTTP " + status);
		}
	}

	int getSuccesses() {
		return this.successes.get();
	}

	/**
	 * Return the answers that were none: status codes other than 200.
	 * @return one entry for each
	 */
	List<String> getFailures() {
		return List.copyOf(this.failures);
	}

	/**
	 * Return what became of the connections on which no answer came.
	 * @return one entry for each
	 */
	List<String> getLostConnections() {
		return List.copyOf(this.lostConnections);
	}

	@Override
	public void close() {
		this.closed = true;
		this.threads.forEach(this::join);
	}

	private void join(Thread thread) {
		try {
			thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
