package io.github.bootcluster.worker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.github.bootcluster.channel.Message;

/**
 * {@link TaskClaims} in a worker: the primary is asked over the channel.
 */
final class RemoteTaskClaims implements TaskClaims {

	private final Map<String, Deque<CompletableFuture<Boolean>>> waiting = new HashMap<>();

	private final Consumer<Message> primary;

	private boolean ended;

	RemoteTaskClaims(Consumer<Message> primary) {
		this.primary = primary;
	}

	@Override
	public boolean claim(String name) {
		// like the wait for the gate, this one is ended by the primary or by its end
		return ask(name).join();
	}

	private synchronized CompletableFuture<Boolean> ask(String name) {
		if (this.ended) {
			return CompletableFuture.completedFuture(false);
		}
		CompletableFuture<Boolean> answer = new CompletableFuture<>();
		this.waiting.computeIfAbsent(name, (key) -> new ArrayDeque<>()).add(answer);
		this.primary.accept(new Message.TaskClaim(name));
		return answer;
	}

	@Override
	public void complete(String name) {
		this.primary.accept(new Message.TaskCompleted(name));
	}

	synchronized void granted(String name, boolean run) {
		Deque<CompletableFuture<Boolean>> answers = this.waiting.getOrDefault(name, new ArrayDeque<>());
		if (!answers.isEmpty()) {
			answers.remove().complete(run);
		}
	}

	/**
	 * Let nobody wait, now or in future, and nobody do anything.
	 */
	synchronized void end() {
		this.ended = true;
		this.waiting.values().forEach((answers) -> answers.forEach((answer) -> answer.complete(false)));
		this.waiting.clear();
	}

}
