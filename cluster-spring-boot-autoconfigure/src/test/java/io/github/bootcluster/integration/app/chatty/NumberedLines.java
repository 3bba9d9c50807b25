package io.github.bootcluster.integration.app.chatty;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.event.ClusterReadyEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Writes numbered lines in all ways, in all workers at once.
 */
@Component
class NumberedLines {

	private static final Log logger = LogFactory.getLog(NumberedLines.class);

	private final Cluster cluster;

	private final int count;

	NumberedLines(Cluster cluster, @Value("${chatty.lines:0}") int count) {
		this.cluster = cluster;
		this.count = count;
	}

	@EventListener(ClusterReadyEvent.class)
	void write() {
		for (int number = 0; number < this.count; number++) {
			write(number, "Line %d of %d %s.".formatted(number, this.cluster.getWorkerId(), getPadding(number)));
		}
	}

	private void write(int number, String line) {
		switch (number % 5) {
			case 0 -> System.out.println(line);
			case 1 -> System.err.println(line);
			case 2 -> logger.error(line, (number % 500 == 2) ? new IllegalStateException("Trace " + number) : null);
			default -> logger.info(line);
		}
	}

	private static String getPadding(int number) {
		return "x".repeat((number % 250 == 0 || number % 250 == 3) ? 70_000 : number % 100);
	}

}
