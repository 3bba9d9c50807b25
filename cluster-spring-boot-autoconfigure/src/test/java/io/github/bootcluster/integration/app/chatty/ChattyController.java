package io.github.bootcluster.integration.app.chatty;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Writes what it is asked to.
 */
@RestController
class ChattyController {

	@GetMapping("/write/{lines}")
	int write(@PathVariable int lines) {
		for (int i = 0; i < lines; i++) {
			System.out.println("x".repeat(1000));
		}
		return lines;
	}

	@GetMapping("/halt")
	void halt() {
		sayFarewell("halt");
		Runtime.getRuntime().halt(42);
	}

	@GetMapping("/exit")
	void exit() {
		Runtime.getRuntime().addShutdownHook(new Thread(() -> sayFarewell("exit")));
		new Thread(() -> System.exit(43)).start();
	}

	@GetMapping("/farewell")
	void farewell() {
		sayFarewell("kill");
	}

	private static void sayFarewell(String cause) {
		for (int i = 0; i < 50; i++) {
			System.out.println("\u001b[32mAlmost\u001b[0m over: " + i);
		}
		System.err.print("Farewell by " + cause);
		System.err.flush();
	}

}
