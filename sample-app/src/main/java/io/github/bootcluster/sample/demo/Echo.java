package io.github.bootcluster.sample.demo;

import io.github.bootcluster.ClusterRequestHandler;

/**
 * Sends back what it is sent. Lives in the primary.
 */
class Echo {

	@ClusterRequestHandler
	Sample echo(Sample sample) {
		return sample;
	}

}
