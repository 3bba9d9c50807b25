package io.github.bootcluster.channel;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.WorkerStatistics;
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
	 */
	record Reply(long number, Outcome outcome, @Nullable String detail,
			@Nullable ClusterStatus status) implements Message {

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
