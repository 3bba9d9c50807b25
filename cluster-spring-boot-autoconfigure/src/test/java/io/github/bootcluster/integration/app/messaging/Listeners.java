package io.github.bootcluster.integration.app.messaging;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.github.bootcluster.ClusterRequestHandler;
import io.github.bootcluster.event.ClusterMessageEvent;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Hears messages and replies to requests, in workers and in the primary.
 */
@Component
public class Listeners {

	private final Map<Long, Heard> heard = new ConcurrentHashMap<>();

	@EventListener
	void hear(ClusterMessageEvent<Numbered> event) {
		this.heard.compute(event.getSenderPid(),
				(pid, known) -> Heard.next(known, event.getPayload().number(), event.getSender().toString()));
	}

	Map<Long, Heard> getHeard() {
		return this.heard;
	}

	@ClusterRequestHandler
	CompletableFuture<Object> reply(ClusterMessageEvent<Question> event) {
		Question question = event.getPayload();
		return switch (question.behavior()) {
			case "throw" -> throw new IllegalStateException("Näh: " + event.getSender());
			case "hang" -> new CompletableFuture<>();
			case "null" -> CompletableFuture.completedFuture(null);
			case "same" -> CompletableFuture.completedFuture(question.equals(Question.of("same")));
			default -> CompletableFuture.completedFuture(question);
		};
	}

	/**
	 * What was heard of one process.
	 *
	 * @param sender who it is
	 * @param count the number of messages
	 * @param last the number of the last one
	 * @param inOrder whether each number was the next one
	 */
	record Heard(String sender, int count, int last, boolean inOrder) {

		static Heard next(@Nullable Heard known, int number, String sender) {
			return (known != null)
					? new Heard(sender, known.count + 1, number, known.inOrder && number == known.last + 1)
					: new Heard(sender, 1, number, number == 1);
		}

	}

}
