package io.github.bootcluster.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.ClusterWorker;
import io.github.bootcluster.WorkerExit;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.WorkerStatistics;
import io.github.bootcluster.WorkerStatus;
import io.github.bootcluster.event.ClusterEvent;
import io.github.bootcluster.event.ClusterReadyEvent;
import io.github.bootcluster.event.LeaderChangedEvent;
import io.github.bootcluster.event.RollingRestartCompletedEvent;
import io.github.bootcluster.event.RollingRestartFailedEvent;
import io.github.bootcluster.event.RollingRestartStartedEvent;
import io.github.bootcluster.event.WorkerDisconnectedEvent;
import io.github.bootcluster.event.WorkerExitedEvent;
import io.github.bootcluster.event.WorkerForkedEvent;
import io.github.bootcluster.event.WorkerListeningEvent;
import io.github.bootcluster.event.WorkerOnlineEvent;

/**
 * Messages of every type.
 */
final class MessageExamples {

	static final Instant TIME = Instant.parse("2026-11-21T02:50:00.123456789Z");

	static final Message.Hello HELLO = new Message.Hello(3, 2, 4711, "s\u00e9cret \ud83d\udd11");

	static final Message.Welcome WELCOME = new Message.Welcome(Map.of("server.port", "8080", "name", "\u65e5\u672c"));

	private MessageExamples() {
	}

	static Stream<Message> all() {
		return Stream.of(fromPrimary(), fromWorker(), Stream.of(HELLO, WELCOME)).flatMap((messages) -> messages);
	}

	static Stream<Message> fromPrimary() {
		return Stream.of(new Message.Stop(), new Message.Drain(), new Message.GateGrant(),
				new Message.Steer(List.of(100, 0, 10)), new Message.Steer(List.of()), reply(null, null),
				reply("line\n\"two\" \u0000 \u2028 \ud83d\ude00", null), reply(null, status()),
				reply("", statusWithNulls()),
				new Message.Reply(1, Message.Reply.Outcome.ACCEPTED, null, null, List.of("", "\u0000 \ud83d\ude00")),
				new Message.Announcement(events()), new Message.Announcement(List.of()), members(),
				new Message.Members(List.of(), null), figures(), Message.Figures.NONE,
				new Message.LeadershipGrant(true), new Message.LeadershipGrant(false),
				new Message.LeadershipRevocation(), new Message.TaskGrant("seed \u65e5", true),
				new Message.TaskGrant("seed", false));
	}

	static Stream<Message> fromWorker() {
		return Stream.of(new Message.Listening(8080), new Message.Listening(null), new Message.Disconnecting(),
				new Message.GateRequest(), new Message.GatePassed(true), new Message.GatePassed(false),
				new Message.Steered(null), new Message.Steered("setsockopt failed"),
				new Message.Heartbeat(statistics()),
				new Message.Heartbeat(
						new WorkerStatistics(new WorkerStatistics.Memory(null, 0, Long.MAX_VALUE), null, null, null)),
				request(new ClusterRequest.Status()), request(new ClusterRequest.Restart()),
				request(new ClusterRequest.RestartWorker(7)), request(new ClusterRequest.LastOutput(7)),
				request(new ClusterRequest.Scale(1024)), request(new ClusterRequest.StopWorker(Integer.MIN_VALUE)),
				new Message.LeadershipReturned(), new Message.TaskClaim("seed \u65e5"), new Message.TaskCompleted(""));
	}

	static Message.Reply reply(String detail, ClusterStatus status) {
		return new Message.Reply(Long.MAX_VALUE, Message.Reply.Outcome.ROLLING_RESTART_IN_PROGRESS, detail, status);
	}

	/**
	 * Return events of every type that travels.
	 * @return the events
	 */
	static List<ClusterEvent> events() {
		WorkerExit killed = new WorkerExit(4499, 137, "SIGKILL", false, "no heartbeat", TIME);
		return List.of(new WorkerForkedEvent(1, 4711, 2), new WorkerOnlineEvent(1, 4711, 2),
				new WorkerListeningEvent(1, 4711, 2, 8080), new WorkerListeningEvent(2, 4712, 2, null),
				new LeaderChangedEvent(1), new LeaderChangedEvent(null), new ClusterReadyEvent(2),
				new WorkerDisconnectedEvent(1, 4711, 2), new WorkerExitedEvent(1, 2, killed),
				new WorkerExitedEvent(1, 2, new WorkerExit(4499, 0, null, true, null, TIME)),
				new RollingRestartStartedEvent(3, 2), new RollingRestartCompletedEvent(3, 2),
				new RollingRestartFailedEvent(3, "exited with code 1:\n\"line\" \ud83d\ude00"));
	}

	private static Message.Members members() {
		return new Message.Members(List.of(new ClusterWorker(1, 4711L, WorkerState.LISTENING, 2, 8080),
				new ClusterWorker(2, null, WorkerState.FAILED, 2, null)), 1);
	}

	private static Message.Figures figures() {
		return new Message.Figures(Map.of(RestartReason.CRASH, Long.MAX_VALUE, RestartReason.ROLLING_RESTART, 4L),
				new Message.Figures.Starts(6, Duration.ofNanos(12_345_678_901L), Duration.ofMillis(4050)));
	}

	private static Message.Request request(ClusterRequest body) {
		return new Message.Request(1, body);
	}

	private static WorkerStatistics statistics() {
		return new WorkerStatistics(new WorkerStatistics.Memory(190_000_000L, 41, 512), 0.125, 12L,
				new WorkerStatistics.Requests(1, 81234));
	}

	private static ClusterStatus status() {
		WorkerStatistics statistics = statistics();
		WorkerStatus worker = new WorkerStatus(1, 4720L, WorkerState.LISTENING, 2, 5, 8080, TIME, TIME, TIME,
				statistics.memory(), statistics.cpu(), statistics.connections(), statistics.requests(),
				new WorkerExit(4499, 137, "SIGKILL", false, "no heartbeat", TIME));
		ClusterStatus.RollingRestart rollout = new ClusterStatus.RollingRestart(
				ClusterStatus.RollingRestart.State.FAILED, 2, 1, 3, "exited with code 1");
		return new ClusterStatus(new ClusterStatus.Primary(4711, TIME), 2, ClusterStatus.SchedulingPolicy.REUSE_PORT,
				ClusterStatus.ConnectionDraining.GRACEFUL, "no JNA", new ClusterStatus.Workers(4, 3), rollout,
				List.of(worker));
	}

	private static ClusterStatus statusWithNulls() {
		WorkerStatus worker = new WorkerStatus(1, null, WorkerState.FAILED, 2, 5, null, null, null, null, null, null,
				null, null, null);
		return new ClusterStatus(new ClusterStatus.Primary(4711, TIME), 2, ClusterStatus.SchedulingPolicy.REUSE_PORT,
				ClusterStatus.ConnectionDraining.STEERED, null, new ClusterStatus.Workers(4, 3), null, List.of(worker));
	}

}
