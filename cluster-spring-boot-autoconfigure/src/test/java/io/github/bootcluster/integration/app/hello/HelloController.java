package io.github.bootcluster.integration.app.hello;

import io.github.bootcluster.Cluster;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells which worker answered.
 */
@RestController
class HelloController {

	private final Cluster cluster;

	HelloController(Cluster cluster) {
		this.cluster = cluster;
		System.out.println("user bean created in " + ProcessHandle.current().pid());
	}

	@GetMapping("/")
	String hello() {
		return this.cluster.getWorkerId() + " " + ProcessHandle.current().pid();
	}

	@GetMapping("/role")
	String role() {
		return this.cluster.getRole().name();
	}

}
