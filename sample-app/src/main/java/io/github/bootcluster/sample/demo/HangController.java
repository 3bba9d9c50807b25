package io.github.bootcluster.sample.demo;

import java.io.IOException;

import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Stops every thread of the process with {@code SIGSTOP}, as a collection of garbage that
 * does not end seems to do: no request is answered and no heartbeat sent, but the process
 * is there and its connections are open. Its client gets a response only if somebody
 * sends {@code SIGCONT} before the primary kills the worker.
 */
@RestController
@Profile("demo")
class HangController {

	@PostMapping(path = "/hang", produces = MediaType.TEXT_PLAIN_VALUE)
	String hang() throws IOException, InterruptedException {
		long pid = ProcessHandle.current().pid();
		// a shell has its own kill; images without the program of that name are common
		new ProcessBuilder("sh", "-c", "kill -STOP " + pid).inheritIO().start().waitFor();
		return "Worker %d was continued".formatted(pid);
	}

}
