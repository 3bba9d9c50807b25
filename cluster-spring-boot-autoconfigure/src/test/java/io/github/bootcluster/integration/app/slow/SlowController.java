package io.github.bootcluster.integration.app.slow;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Says when a request has begun, and answers later.
 */
@RestController
class SlowController {

	@GetMapping("/slow/{millis}")
	String slow(@PathVariable long millis) throws InterruptedException {
		System.out.println("request begun in " + ProcessHandle.current().pid());
		Thread.sleep(millis);
		return "done";
	}

}
