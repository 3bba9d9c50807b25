package io.github.bootcluster.sample;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.sample.Report.Summary;

import org.springframework.http.HttpStatus;
import org.springframework.util.StopWatch;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * A request that is made of computing.
 */
@RestController
class ReportController {

	private static final int MAX_SIZE = 10_000_000;

	private final Cluster cluster;

	private final ReportGenerator generator;

	ReportController(Cluster cluster, ReportGenerator generator) {
		this.cluster = cluster;
		this.generator = generator;
	}

	@GetMapping("/generate-report")
	Report generate(@RequestParam(defaultValue = "100000") int size) {
		if (size < 1 || size > MAX_SIZE) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"'size' must be from 1 to %d, but was %d".formatted(MAX_SIZE, size));
		}
		StopWatch watch = new StopWatch();
		watch.start();
		Summary summary = this.generator.summarize(size);
		watch.stop();
		return new Report(this.cluster.getWorkerId(), ProcessHandle.current().pid(), size, summary,
				watch.getTotalTimeMillis());
	}

}
