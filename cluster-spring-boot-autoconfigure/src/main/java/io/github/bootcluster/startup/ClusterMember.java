package io.github.bootcluster.startup;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterRole;
import io.github.bootcluster.ClusterWorker;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.channel.Message;
import org.jspecify.annotations.Nullable;

/**
 * This process as a member of the cluster.
 *
 * @since 0.1.0
 */
public final class ClusterMember implements Cluster {

	private static final int ONLY_WORKER = 1;

	private final ClusterRole role;

	private final @Nullable Integer workerId;

	private final Supplier<Message.Members> members;

	private final BooleanSupplier leader;

	/**
	 * Create a new member.
	 * @param role the role
	 * @param workerId the id of a worker, or {@code null}
	 * @param members supplies the latest members, at once
	 * @param leader supplies whether this process leads, at once
	 */
	ClusterMember(ClusterRole role, @Nullable Integer workerId, Supplier<Message.Members> members,
			BooleanSupplier leader) {
		this.role = role;
		this.workerId = workerId;
		this.members = members;
		this.leader = leader;
	}

	/**
	 * Return the member that a standalone process is.
	 * @return a cluster of one
	 */
	public static Cluster standalone() {
		return standalone(() -> null);
	}

	/**
	 * Return the member that a standalone process is.
	 * @param port supplies the port of the web server, at once
	 * @return a cluster of one
	 */
	static Cluster standalone(Supplier<@Nullable Integer> port) {
		return new ClusterMember(ClusterRole.STANDALONE, null,
				() -> new Message.Members(List.of(createOnlyWorker(port.get())), ONLY_WORKER), () -> true);
	}

	private static ClusterWorker createOnlyWorker(@Nullable Integer port) {
		return new ClusterWorker(ONLY_WORKER, ProcessHandle.current().pid(), WorkerState.LISTENING, 1, port);
	}

	@Override
	public ClusterRole getRole() {
		return this.role;
	}

	@Override
	public @Nullable Integer getWorkerId() {
		return this.workerId;
	}

	@Override
	public List<ClusterWorker> getWorkers() {
		return this.members.get().workers();
	}

	@Override
	public @Nullable Integer getLeaderId() {
		// a leader may know that it leads before it is told the same of all members
		return (this.workerId != null && isLeader()) ? this.workerId : this.members.get().leaderId();
	}

	@Override
	public boolean isLeader() {
		return this.leader.getAsBoolean();
	}

	@Override
	public String toString() {
		return "ClusterMember[role=" + this.role + ", workerId=" + this.workerId + "]";
	}

}
