package io.github.bootcluster.sample.demo;

import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Ends the process in an orderly way, as code that calls {@code System.exit} does: this
 * request and the others in flight are answered first.
 */
@RestController
@Profile("demo")
class ExitController {

	private static final int EXIT_CODE = 42;

	@PostMapping(path = "/exit", produces = MediaType.TEXT_PLAIN_VALUE)
	@ResponseStatus(HttpStatus.ACCEPTED)
	String exit() {
		// on this thread, the exit and the end of this request would wait for each other
		new Thread(() -> System.exit(EXIT_CODE), "exit").start();
		return "Worker %d exits with code %d".formatted(ProcessHandle.current().pid(), EXIT_CODE);
	}

}
