package io.github.bootcluster.integration.app.talkative;

import io.github.bootcluster.Cluster;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells what this process knows of its cluster.
 */
@RestController
class LeaderController {

	private final Cluster cluster;

	LeaderController(Cluster cluster) {
		this.cluster = cluster;
	}

	@GetMapping("/leader")
	Answer leader() {
		long listening = this.cluster.getWorkers().stream().filter((worker) -> worker.isListening()).count();
		return new Answer(ProcessHandle.current().pid(), this.cluster.isLeader(), this.cluster.getLeaderId(),
				listening);
	}

	/**
	 * What one process knows.
	 *
	 * @param pid the process
	 * @param leader whether it leads
	 * @param leaderId who leads
	 * @param listening how many workers listen
	 */
	record Answer(long pid, boolean leader, Integer leaderId, long listening) {

	}

}
