package io.github.bootcluster.integration.app.talkative;

import io.github.bootcluster.worker.TaskClaims;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Does something once per cluster, and writes down when it is past that.
 */
@Component
class SeedRunner implements ApplicationRunner {

	private final ObjectProvider<TaskClaims> claims;

	SeedRunner(ObjectProvider<TaskClaims> claims) {
		this.claims = claims;
	}

	@Override
	public void run(ApplicationArguments args) {
		this.claims.ifAvailable(this::seedOnce);
		System.out.println("past the seed in " + ProcessHandle.current().pid());
	}

	private void seedOnce(TaskClaims available) {
		if (available.claim("seed")) {
			System.out.println("seeded by " + ProcessHandle.current().pid());
			available.complete("seed");
		}
	}

}
