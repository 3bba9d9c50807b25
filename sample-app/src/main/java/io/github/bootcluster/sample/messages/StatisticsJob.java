package io.github.bootcluster.sample.messages;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.RunOnLeader;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * A job that one worker runs for the whole cluster, and another one when that is gone.
 */
@Component
class StatisticsJob {

	private static final Log logger = LogFactory.getLog(StatisticsJob.class);

	private final Cluster cluster;

	StatisticsJob(Cluster cluster) {
		this.cluster = cluster;
	}

	@Scheduled(fixedRate = 5_000)
	@RunOnLeader
	void run() {
		logger.info("Running the job of the cluster: %d workers".formatted(this.cluster.getWorkers().size()));
	}

}
