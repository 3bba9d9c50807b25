package io.github.bootcluster.sample.messages;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.github.bootcluster.ClusterMessenger;
import io.github.bootcluster.event.ClusterMessageEvent;

import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells all other workers something, and shows what this one was told.
 */
@RestController
class BroadcastController {

	private static final int KEPT = 10;

	private final ClusterMessenger messenger;

	private final Deque<Announcement> heard = new ArrayDeque<>();

	BroadcastController(ClusterMessenger messenger) {
		this.messenger = messenger;
	}

	@PostMapping(path = "/broadcast", produces = MediaType.TEXT_PLAIN_VALUE)
	String broadcast(@RequestBody String text) {
		long pid = ProcessHandle.current().pid();
		int receivers = this.messenger.broadcast(new Announcement(text, pid)).join();
		return "Worker %d told %d other processes".formatted(pid, receivers);
	}

	@EventListener
	void hear(ClusterMessageEvent<Announcement> event) {
		synchronized (this.heard) {
			this.heard.addLast(event.getPayload());
			if (this.heard.size() > KEPT) {
				this.heard.removeFirst();
			}
		}
	}

	@GetMapping("/broadcast")
	List<Announcement> getHeard() {
		synchronized (this.heard) {
			return List.copyOf(this.heard);
		}
	}

}
