package io.github.bootcluster.sample;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells which process answered, so that a few requests show how connections are spread.
 */
@RestController
class HelloController {

	@GetMapping(path = "/", produces = MediaType.TEXT_PLAIN_VALUE)
	String hello() {
		return "Hello from Worker " + ProcessHandle.current().pid();
	}

}
