package io.github.bootcluster.integration.app.slow;

import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Says when a request has begun, and answers later: after some time, or when a file is
 * there.
 */
@RestController
class SlowController {

	@GetMapping("/slow/{millis}")
	String slow(@PathVariable long millis) throws InterruptedException {
		System.out.println("request begun in " + pid());
		Thread.sleep(millis);
		return "done";
	}

	@GetMapping("/held")
	long held(@Value("${slow.release}") Path release) throws InterruptedException {
		System.out.println("request begun in " + pid());
		while (Files.notExists(release)) {
			Thread.sleep(20);
		}
		return pid();
	}

	@GetMapping("/")
	long pid() {
		return ProcessHandle.current().pid();
	}

}
