package io.github.bootcluster.sample.demo;

import java.util.ArrayList;
import java.util.List;

import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Fills the heap until there is an {@link OutOfMemoryError}. A worker ends there, as its
 * JVM is started with {@code -XX:+ExitOnOutOfMemoryError}; a standalone process answers
 * 500 and gets its heap back, for what that is worth.
 */
@RestController
@Profile("demo")
class LeakController {

	private static final int CHUNK = 1024 * 1024;

	@PostMapping("/leak")
	void leak() {
		List<byte[]> leak = new ArrayList<>();
		while (true) {
			leak.add(new byte[CHUNK]);
		}
	}

}
