package io.github.bootcluster.integration.app.fragile;

import java.util.ArrayList;
import java.util.List;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells its pid, or ends its process.
 */
@RestController
class FragileController {

	@GetMapping("/")
	long pid() {
		return ProcessHandle.current().pid();
	}

	@GetMapping("/exit/{code}")
	long exit(@PathVariable int code) {
		// on a thread of its own: the graceful shutdown waits for this request
		new Thread(() -> System.exit(code)).start();
		return pid();
	}

	@GetMapping("/out-of-memory")
	long exhaustMemory() {
		List<byte[]> hoard = new ArrayList<>();
		while (true) {
			hoard.add(new byte[1024 * 1024]);
		}
	}

}
