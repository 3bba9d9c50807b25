package io.github.bootcluster.channel;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.ClusterWorker;
import io.github.bootcluster.WorkerStatistics;
import io.github.bootcluster.event.ClusterEvent;
import org.jspecify.annotations.Nullable;

/**
 * All that a primary and a worker say to each other. The set of types is closed: the name
 * of a type in a message never loads a class.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({ @JsonSubTypes.Type(value = Message.Hello.class, name = "hello"),
		@JsonSubTypes.Type(value = Message.Welcome.class, name = "welcome"),
		@JsonSubTypes.Type(value = Message.Listening.class, name = "listening"),
		@JsonSubTypes.Type(value = Message.Heartbeat.class, name = "heartbeat"),
		@JsonSubTypes.Type(value = Message.Disconnecting.class, name = "disconnecting"),
		@JsonSubTypes.Type(value = Message.GateRequest.class, name = "gate-request"),
		@JsonSubTypes.Type(value = Message.GateGrant.class, name = "gate-grant"),
		@JsonSubTypes.Type(value = Message.GatePassed.class, name = "gate-passed"),
		@JsonSubTypes.Type(value = Message.Steer.class, name = "steer"),
		@JsonSubTypes.Type(value = Message.Steered.class, name = "steered"),
		@JsonSubTypes.Type(value = Message.Drain.class, name = "drain"),
		@JsonSubTypes.Type(value = Message.Stop.class, name = "stop"),
		@JsonSubTypes.Type(value = Message.Announcement.class, name = "announcement"),
		@JsonSubTypes.Type(value = Message.Members.class, name = "members"),
		@JsonSubTypes.Type(value = Message.Figures.class, name = "figures"),
		@JsonSubTypes.Type(value = Message.LeadershipGrant.class, name = "leadership-grant"),
		@JsonSubTypes.Type(value = Message.LeadershipRevocation.class, name = "leadership-revocation"),
		@JsonSubTypes.Type(value = Message.LeadershipReturned.class, name = "leadership-returned"),
		@JsonSubTypes.Type(value = Message.TaskClaim.class, name = "task-claim"),
		@JsonSubTypes.Type(value = Message.TaskGrant.class, name = "task-grant"),
		@JsonSubTypes.Type(value = Message.TaskCompleted.class, name = "task-completed"),
		@JsonSubTypes.Type(value = Message.Request.class, name = "request"),
		@JsonSubTypes.Type(value = Message.Reply.class, name = "reply") })
public sealed interface Message extends Frame {

	/**
	 * The first message of a worker.
	 *
	 * @param id the worker's id
	 * @param generation the worker's generation
	 * @param pid the worker's process id
	 * @param token the secret that the primary handed over to this process
	 */
	record Hello(int id, int generation, long pid, String token) implements Message {

		/**
		 * Return a description without the token, which must not reach a log.
		 * @return a description for people
		 */
		@Override
		public String toString() {
			return "Hello[id=" + this.id + ", generation=" + this.generation + ", pid=" + this.pid + "]";
		}

	}

	/**
	 * The primary's answer to a {@link Hello} that it accepts.
	 *
	 * @param properties properties that take precedence in the worker's environment
	 */
	record Welcome(Map<String, String> properties) implements Message {

	}

	/**
	 * The worker serves requests.
	 *
	 * @param port the port of its web server, or {@code null} if it has none
	 */
	record Listening(@Nullable Integer port) implements Message {

	}

	/**
	 * The worker is alive.
	 *
	 * @param statistics the worker's figures
	 */
	record Heartbeat(WorkerStatistics statistics) implements Message {

	}

	/**
	 * The worker stops serving, on its own account or because it was asked to.
	 */
	record Disconnecting() implements Message {

	}

	/**
	 * The worker wants to open its listening sockets, or to close them. The kernel's
	 * order of the workers' sockets is only known if one worker at a time does so.
	 */
	record GateRequest() implements Message {

	}

	/**
	 * The worker may open or close its listening sockets now.
	 */
	record GateGrant() implements Message {

	}

	/**
	 * The worker has opened or closed its listening sockets.
	 *
	 * @param listening whether it has listening sockets now
	 */
	record GatePassed(boolean listening) implements Message {

	}

	/**
	 * The worker is asked to have the kernel spread new connections by weights, for all
	 * workers.
	 *
	 * @param weights the weights in the order of the workers' listening sockets
	 */
	record Steer(List<Integer> weights) implements Message {

	}

	/**
	 * The worker's answer to a {@link Steer}.
	 *
	 * @param failure why it is not possible, or {@code null} if it is done
	 */
	record Steered(@Nullable String failure) implements Message {

	}

	/**
	 * The worker gets no new connections any more. It is asked to serve those that it
	 * has, and then to stop.
	 */
	record Drain() implements Message {

	}

	/**
	 * The worker is asked to stop gracefully at once.
	 */
	record Stop() implements Message {

	}

	/**
	 * What happened in the cluster since the last time. The events come together, so that
	 * no number of them fills the worker's queue.
	 *
	 * @param events the events, in the order in which they happened
	 */
	record Announcement(List<ClusterEvent> events) implements Message {

	}

	/**
	 * The members of the cluster, told to a worker that was told something else before.
	 *
	 * @param workers the workers by id
	 * @param leaderId the id of the worker that leads, or {@code null} if nobody does
	 */
	record Members(List<ClusterWorker> workers, @Nullable Integer leaderId) implements Message {

		/**
		 * What is known before anything was told.
		 */
		public static final Members NONE = new Members(List.of(), null);

		/**
		 * Create new members.
		 * @param workers the workers by id
		 * @param leaderId the id of the worker that leads, or {@code null}
		 */
		public Members {
			workers = List.copyOf(workers);
		}

	}

	/**
	 * What the primary has counted since it started, told to a worker that was told
	 * something else before.
	 *
	 * @param restarts how often a process took over from another one, by the reason why
	 * @param starts the starts of workers
	 */
	record Figures(Map<RestartReason, Long> restarts, Starts starts) implements Message {

		/**
		 * What is known before anything was told.
		 */
		public static final Figures NONE = new Figures(Map.of(), new Starts(0, Duration.ZERO, Duration.ZERO));

		/**
		 * Create new figures.
		 * @param restarts how often a process took over from another one
		 * @param starts the starts of workers
		 */
		public Figures {
			restarts = Map.copyOf(restarts);
		}

		/**
		 * The starts of workers, from their launch until they served requests.
		 *
		 * @param count how many there were
		 * @param total how long they took together
		 * @param longest how long the longest one took
		 */
		public record Starts(long count, Duration total, Duration longest) {

		}

	}

	/**
	 * The worker leads the cluster from now on.
	 *
	 * @param first whether nobody has led this cluster before
	 */
	record LeadershipGrant(boolean first) implements Message {

	}

	/**
	 * The worker must not lead the cluster any more.
	 */
	record LeadershipRevocation() implements Message {

	}

	/**
	 * The worker's answer to a {@link LeadershipRevocation}: it does not lead any more.
	 */
	record LeadershipReturned() implements Message {

	}

	/**
	 * The worker wants to do what is to be done once per cluster and generation.
	 *
	 * @param name the name of the task
	 */
	record TaskClaim(String name) implements Message {

	}

	/**
	 * The primary's answer to a {@link TaskClaim}, which may take as long as the task.
	 *
	 * @param name the name of the task
	 * @param run whether the worker is to do the task; otherwise it is done
	 */
	record TaskGrant(String name, boolean run) implements Message {

	}

	/**
	 * The worker has done what it had claimed.
	 *
	 * @param name the name of the task
	 */
	record TaskCompleted(String name) implements Message {

	}

	/**
	 * A worker's request.
	 *
	 * @param number the number that the reply will carry
	 * @param body what is asked
	 */
	record Request(long number, ClusterRequest body) implements Message {

	}

	/**
	 * The primary's reply to a {@link Request}.
	 *
	 * @param number the number of the request
	 * @param outcome what came of it
	 * @param detail the reason of a refusal
	 * @param status the state of the cluster, if that was asked
	 * @param output lines of output, if they were asked
	 */
	record Reply(long number, Outcome outcome, @Nullable String detail, @Nullable ClusterStatus status,
			@Nullable List<String> output) implements Message {

		/**
		 * Create a new reply without output.
		 * @param number the number of the request
		 * @param outcome what came of it
		 * @param detail the reason of a refusal
		 * @param status the state of the cluster, if that was asked
		 */
		public Reply(long number, Outcome outcome, @Nullable String detail, @Nullable ClusterStatus status) {
			this(number, outcome, detail, status, null);
		}

		/**
		 * What came of a request.
		 */
		public enum Outcome {

			/**
			 * It is done, or will be.
			 */
			ACCEPTED,

			/**
			 * There is no such worker.
			 */
			UNKNOWN_WORKER,

			/**
			 * A rolling restart is running.
			 */
			ROLLING_RESTART_IN_PROGRESS,

			/**
			 * The request makes no sense.
			 */
			INVALID,

			/**
			 * The primary failed to do it.
			 */
			FAILED

		}

	}

}
