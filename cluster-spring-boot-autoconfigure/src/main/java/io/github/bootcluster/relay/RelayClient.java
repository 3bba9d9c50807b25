package io.github.bootcluster.relay;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.bootcluster.ClusterWorker;

/**
 * {@link WorkerRelay} that connects to the socket of the worker for each request. There
 * is no thread and no connection before the first one, and none when it is done.
 *
 * @since 0.1.0
 */
public final class RelayClient implements WorkerRelay, AutoCloseable {

	private final RelayCodec codec = new RelayCodec();

	private final RelayThreads threads = new RelayThreads("client");

	private final RelaySockets sockets;

	private final RelayLimits limits;

	/**
	 * Create a new client.
	 * @param sockets where the workers wait
	 */
	public RelayClient(RelaySockets sockets) {
		this(sockets, RelayLimits.DEFAULTS);
	}

	RelayClient(RelaySockets sockets, RelayLimits limits) {
		this.sockets = sockets;
		this.limits = limits;
	}

	@Override
	public RelayResponse exchange(ClusterWorker worker, RelayRequest request, Duration timeout) throws IOException {
		byte[] encoded = this.codec.encode(request);
		RelayChannel channel = connect(worker, timeout);
		try {
			channel.writeFrame(encoded, this.limits.acceptWithin(timeout));
			// a worker that stands still has a kernel that takes requests
			channel.readFrame(0, this.limits.acceptWithin(timeout));
			RelayHead head = this.codec.decode(channel.readFrame(RelayCodec.MAX_SIZE, timeout), RelayHead.class);
			return new RelayResponse(head.status(), head.headers(),
					new RelayBody(channel, timeout, this.limits.idle()));
		}
		catch (IOException ex) {
			channel.close();
			throw failed(describe(worker) + " did not answer", ex);
		}
	}

	private RelayChannel connect(ClusterWorker worker, Duration timeout) throws IOException {
		if (!this.sockets.isPresent() || worker.pid() == null) {
			throw new IOException(describe(worker) + " is not there");
		}
		RelayChannel channel = new RelayChannel(SocketChannel.open(StandardProtocolFamily.UNIX), this.threads.timer());
		try {
			channel.connect(this.sockets.get(worker.pid()), this.limits.acceptWithin(timeout));
			return channel;
		}
		catch (IOException ex) {
			channel.close();
			throw failed(describe(worker) + " cannot be reached", ex);
		}
	}

	@Override
	public SortedMap<Integer, RelayOutcome> exchangeAll(Collection<ClusterWorker> workers, RelayRequest request,
			Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		Map<ClusterWorker, Future<RelayOutcome>> pending = new LinkedHashMap<>();
		SortedMap<Integer, RelayOutcome> outcomes = new TreeMap<>();
		for (ClusterWorker worker : workers) {
			try {
				pending.put(worker, this.threads.workers().submit(() -> exchangeFully(worker, request, timeout)));
			}
			catch (RejectedExecutionException ex) {
				outcomes.put(worker.id(), new RelayOutcome.Unanswered("This worker stops"));
			}
		}
		pending.forEach((worker, outcome) -> outcomes.put(worker.id(), await(worker, outcome, deadline, timeout)));
		return outcomes;
	}

	private RelayOutcome await(ClusterWorker worker, Future<RelayOutcome> outcome, long deadline, Duration timeout) {
		try {
			return outcome.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			return new RelayOutcome.Unanswered(
					describe(worker) + " did not answer completely within " + timeout.toMillis() + " ms");
		}
		catch (ExecutionException ex) {
			return new RelayOutcome.Unanswered(describe(worker) + " could not be asked: " + ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return new RelayOutcome.Unanswered("Interrupted while waiting for " + describe(worker));
		}
		finally {
			outcome.cancel(true);
		}
	}

	private RelayOutcome exchangeFully(ClusterWorker worker, RelayRequest request, Duration timeout) {
		try (RelayResponse response = exchange(worker, request, timeout)) {
			return new RelayOutcome.Answered(response.status(), response.headers(), readFully(response.body()));
		}
		catch (IOException ex) {
			return new RelayOutcome.Unanswered(getReason(ex));
		}
	}

	private byte[] readFully(InputStream body) throws IOException {
		byte[] bytes = body.readNBytes(this.limits.answer());
		if (body.read() >= 0) {
			throw new IOException("The answer is larger than the " + this.limits.answer() + " bytes that are possible");
		}
		return bytes;
	}

	@Override
	public void close() {
		this.threads.close();
	}

	private static String describe(ClusterWorker worker) {
		return "Worker " + worker.id() + ((worker.pid() != null) ? " (PID " + worker.pid() + ")" : "");
	}

	private static IOException failed(String what, IOException ex) {
		return new IOException(what + ": " + getReason(ex), ex);
	}

	private static String getReason(IOException ex) {
		return Objects.requireNonNullElse(ex.getMessage(), ex.toString());
	}

}
