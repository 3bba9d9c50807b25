package io.github.bootcluster.primary;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.github.bootcluster.WorkerStatistics;
import io.github.bootcluster.channel.Connection;
import io.github.bootcluster.channel.Message;
import io.github.bootcluster.channel.Parcel;
import io.github.bootcluster.process.WorkerProcess;
import org.jspecify.annotations.Nullable;

/**
 * A worker that does what a test tells it to, and notes what the supervisor does to it.
 */
class FakeWorker implements WorkerProcess, Connection {

	static final WorkerStatistics STATISTICS = new WorkerStatistics(new WorkerStatistics.Memory(190L, 41, 512), 0.12,
			12L, new WorkerStatistics.Requests(1, 81234));

	final List<String> signals = new ArrayList<>();

	/**
	 * What it was told to do.
	 */
	final List<Message> received = new ArrayList<>();

	/**
	 * What it was told about the cluster and its own part in it.
	 */
	final List<Message> news = new ArrayList<>();

	List<String> lastLines = List.of();

	WorkerStatistics statistics;

	private final SupervisedCluster cluster;

	private final int id;

	private final int generation;

	private final int workers;

	private final long pid;

	private @Nullable WorkerHandle handle;

	private boolean connected;

	private boolean silent;

	boolean answersSteering = true;

	boolean returnsLeadership = true;

	/**
	 * What its connection has against a message.
	 */
	Function<Message, @Nullable RuntimeException> refusal = (message) -> null;

	private boolean alive = true;

	FakeWorker(SupervisedCluster cluster, int id, int generation, int workers, long pid) {
		this.cluster = cluster;
		this.id = id;
		this.generation = generation;
		this.workers = workers;
		this.pid = pid;
		this.statistics = cluster.statistics;
	}

	int id() {
		return this.id;
	}

	int generation() {
		return this.generation;
	}

	int workers() {
		return this.workers;
	}

	String token() {
		return "token of " + this.pid;
	}

	void launchedAs(WorkerHandle handle) {
		this.handle = handle;
	}

	boolean isConnected() {
		return this.connected;
	}

	boolean isAskedToEnd() {
		return !this.received.isEmpty() || !this.signals.isEmpty();
	}

	Message.Hello hello() {
		return new Message.Hello(this.id, this.generation, this.pid, token());
	}

	/**
	 * Say hello.
	 * @param hello what to say
	 * @param peerPid the process that the kernel says it is
	 * @return {@code true} if the primary accepts it
	 */
	boolean connects(Message.Hello hello, OptionalLong peerPid) {
		boolean accepted = this.cluster.supervisor.getConversations().connected(this, hello, peerPid) != null;
		this.connected |= accepted;
		this.cluster.reconcile();
		return accepted;
	}

	FakeWorker comesOnline() {
		if (!connects(hello(), OptionalLong.of(this.pid))) {
			throw new IllegalStateException("The primary refused worker " + this.id);
		}
		return this;
	}

	/**
	 * Come online, and open listening sockets as soon as the primary lets it.
	 * @return this worker
	 */
	FakeWorker opens() {
		comesOnline().says(new Message.GateRequest());
		if (!this.received.contains(new Message.GateGrant())) {
			throw new IllegalStateException("The gate is closed for worker " + this.id);
		}
		return says(new Message.GatePassed(true));
	}

	/**
	 * Return the weights that it was to attach so far.
	 * @return the weights
	 */
	List<List<Integer>> steered() {
		return this.received.stream()
			.filter(Message.Steer.class::isInstance)
			.map(Message.Steer.class::cast)
			.map(Message.Steer::weights)
			.toList();
	}

	FakeWorker listens() {
		return says(new Message.Listening(8080));
	}

	FakeWorker comesUp() {
		return comesOnline().listens();
	}

	/**
	 * Come up, and stay up for as long as a replacement has to before it counts.
	 * @return this worker
	 */
	FakeWorker takesOver() {
		comesUp();
		this.cluster.pass(Probation.DURATION);
		return this;
	}

	FakeWorker says(Message message) {
		this.cluster.supervisor.getConversations().received(this, message);
		this.cluster.reconcile();
		return this;
	}

	FakeWorker losesConnection() {
		this.connected = false;
		this.cluster.supervisor.getConversations().disconnected(this);
		this.cluster.reconcile();
		return this;
	}

	FakeWorker fallsSilent() {
		this.silent = true;
		return this;
	}

	void beat() {
		if (this.alive && this.connected && !this.silent) {
			this.cluster.supervisor.getConversations().received(this, new Message.Heartbeat(this.statistics));
		}
	}

	FakeWorker exits(int exitCode) {
		exitsUnnoticed(exitCode);
		this.cluster.reconcile();
		return this;
	}

	/**
	 * Exit, and lose the connection, as the loop would learn both before it reconciles.
	 * @param exitCode the exit code
	 */
	void exitsUnnoticed(int exitCode) {
		if (this.handle == null || !this.alive) {
			throw new IllegalStateException("Worker " + this.id + " has no process");
		}
		this.alive = false;
		this.cluster.supervisor.exited(this.handle, exitCode);
		this.cluster.supervisor.getConversations().disconnected(this);
	}

	@Override
	public long pid() {
		return this.pid;
	}

	@Override
	public boolean isAlive() {
		return this.alive;
	}

	@Override
	public CompletableFuture<Integer> onExit() {
		throw new UnsupportedOperationException("The test tells the supervisor");
	}

	@Override
	public void terminate() {
		this.signals.add("SIGTERM");
	}

	@Override
	public void kill() {
		this.signals.add("SIGKILL");
	}

	@Override
	public List<String> lastLines() {
		return this.lastLines;
	}

	@Override
	public boolean send(Parcel parcel) {
		return true;
	}

	@Override
	public void send(Message message) {
		RuntimeException refused = this.refusal.apply(message);
		if (refused != null) {
			throw refused;
		}
		(isNews(message) ? this.news : this.received).add(message);
		if (message instanceof Message.LeadershipRevocation && this.returnsLeadership) {
			this.cluster.later(
					() -> this.cluster.supervisor.getConversations().received(this, new Message.LeadershipReturned()));
		}
		if (message instanceof Message.Steer && this.answersSteering) {
			this.cluster
				.later(() -> this.cluster.supervisor.getConversations().received(this, new Message.Steered(null)));
		}
	}

	private static boolean isNews(Message message) {
		return message instanceof Message.Announcement || message instanceof Message.Members
				|| message instanceof Message.Figures || message instanceof Message.LeadershipGrant
				|| message instanceof Message.LeadershipRevocation || message instanceof Message.TaskGrant;
	}

	<T extends Message> List<T> news(Class<T> type) {
		return this.news.stream().filter(type::isInstance).map(type::cast).toList();
	}

	@Override
	public void close() {
		throw new UnsupportedOperationException("The supervisor closes no connection");
	}

}
