package io.github.bootcluster.integration.app.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterAddress;
import io.github.bootcluster.ClusterMessageException;
import io.github.bootcluster.ClusterMessenger;
import io.github.bootcluster.MessageBacklogException;
import io.github.bootcluster.MessageTooLargeException;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Has one particular worker talk: others refuse, and the client tries again on another
 * connection.
 */
@RestController
@RequestMapping("/only/{id}")
class MessagingController {

	private final Cluster cluster;

	private final ClusterMessenger messenger;

	private final Listeners listeners;

	private final CachedValues values;

	MessagingController(Cluster cluster, ClusterMessenger messenger, Listeners listeners, CachedValues values) {
		this.cluster = cluster;
		this.messenger = messenger;
		this.listeners = listeners;
		this.values = values;
	}

	@ModelAttribute
	void requireSelf(@PathVariable int id) {
		if (!Integer.valueOf(id).equals(this.cluster.getWorkerId())) {
			throw new ResponseStatusException(HttpStatus.MISDIRECTED_REQUEST);
		}
	}

	/**
	 * Send many messages and wait until all of them are accounted for.
	 * @param to the id of the receiver, 0 for the primary
	 * @param count the number of messages
	 * @return how many ended how
	 */
	@GetMapping("/flood")
	Map<String, Integer> flood(@RequestParam int to, @RequestParam int count) {
		List<CompletableFuture<Void>> sent = new ArrayList<>();
		Map<String, Integer> outcomes = new TreeMap<>();
		for (int number = 1; number <= count; number++) {
			try {
				sent.add(this.messenger.send(address(to), new Numbered(number)));
			}
			catch (RuntimeException ex) {
				outcomes.merge(ex.getClass().getSimpleName(), 1, Integer::sum);
				break;
			}
		}
		sent.forEach((future) -> outcomes.merge(outcome(future), 1, Integer::sum));
		return outcomes;
	}

	/**
	 * Send messages to a worker whose threads stand still until that is felt.
	 * @param to the id of the receiver
	 * @return how many ended how, and whether others replied meanwhile
	 * @throws Exception if a signal cannot be sent
	 */
	@GetMapping("/flood-frozen")
	Map<String, Integer> floodFrozen(@RequestParam int to) throws Exception {
		long pid = this.cluster.getWorkers().get(to - 1).pid();
		List<CompletableFuture<Void>> sent = new ArrayList<>();
		Map<String, Integer> outcomes = new TreeMap<>();
		signal("STOP", pid);
		try {
			for (int number = 1;; number++) {
				sent.add(this.messenger.send(address(to), new Numbered(number)));
			}
		}
		catch (MessageBacklogException ex) {
			outcomes.put("replies of others", (ask(0, "same") + ask(2, "same")).split("true", -1).length - 1);
		}
		finally {
			signal("CONT", pid);
		}
		sent.forEach((future) -> outcomes.merge(outcome(future), 1, Integer::sum));
		return outcomes;
	}

	private void signal(String name, long pid) throws Exception {
		new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(name, pid)).inheritIO().start().waitFor();
	}

	private String outcome(CompletableFuture<Void> future) {
		try {
			future.join();
			return "heard";
		}
		catch (CompletionException ex) {
			return ex.getCause().getClass().getSimpleName();
		}
	}

	@GetMapping("/broadcast")
	int broadcast() {
		return this.messenger.broadcast(new Numbered(1)).join();
	}

	@GetMapping("/heard")
	Map<Long, Listeners.Heard> heard() {
		return this.listeners.getHeard();
	}

	@GetMapping("/ask")
	String ask(@RequestParam int to, @RequestParam String behavior) {
		Object reply = this.messenger.request(address(to), Question.of(behavior), Object.class, Duration.ofSeconds(2))
			.join();
		return "%s: %s".formatted(behavior, reply);
	}

	/**
	 * Send a string.
	 * @param to the id of the receiver
	 * @param size the size of its JSON, in bytes
	 */
	@GetMapping("/text")
	void text(@RequestParam int to, @RequestParam int size) {
		this.messenger.send(address(to), "x".repeat(size - 2)).join();
	}

	@GetMapping("/cached")
	String cached(@RequestParam String key) {
		return this.values.get(key);
	}

	@GetMapping("/evict")
	void evict(@RequestParam String key) {
		this.values.evict(key);
	}

	private static ClusterAddress address(int id) {
		return (id == 0) ? ClusterAddress.primary() : ClusterAddress.worker(id);
	}

	@ExceptionHandler({ ClusterMessageException.class, MessageTooLargeException.class, CompletionException.class })
	@ResponseStatus(HttpStatus.CONFLICT)
	String failed(RuntimeException ex) {
		Throwable failure = (ex instanceof CompletionException) ? ex.getCause() : ex;
		return failure.getClass().getSimpleName() + ": " + failure.getMessage();
	}

}
