package io.github.bootcluster.sample;

import java.time.Duration;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Takes its time without using any: a request in flight for watching a graceful shutdown.
 */
@RestController
class SlowController {

	private static final int MAX_SECONDS = 60;

	@GetMapping(path = "/slow", produces = MediaType.TEXT_PLAIN_VALUE)
	String slow(@RequestParam(defaultValue = "5") int seconds) throws InterruptedException {
		if (seconds < 1 || seconds > MAX_SECONDS) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"'seconds' must be from 1 to %d, but was %d".formatted(MAX_SECONDS, seconds));
		}
		Thread.sleep(Duration.ofSeconds(seconds).toMillis());
		return "Slept for %d seconds in Worker %d".formatted(seconds, ProcessHandle.current().pid());
	}

}
