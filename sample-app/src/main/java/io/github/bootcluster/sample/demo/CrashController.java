package io.github.bootcluster.sample.demo;

import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Ends the process at once, as a crash of the JVM does: no shutdown hook runs, and every
 * request in flight is lost, this one included. Its client sees the connection end
 * without a response.
 */
@RestController
@Profile("demo")
class CrashController {

	private static final int EXIT_CODE = 42;

	@PostMapping("/crash")
	void crash() {
		Runtime.getRuntime().halt(EXIT_CODE);
	}

}
