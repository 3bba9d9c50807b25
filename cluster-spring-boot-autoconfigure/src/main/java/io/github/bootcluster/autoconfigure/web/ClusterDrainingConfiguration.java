package io.github.bootcluster.autoconfigure.web;

import io.github.bootcluster.web.Draining;
import io.github.bootcluster.web.WebSocketLifecycle;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the web servers of a worker, the management server included, have to know to leave
 * together.
 */
@Configuration(proxyBeanMethods = false)
class ClusterDrainingConfiguration {

	@Bean
	Draining clusterDraining() {
		return new Draining();
	}

	@Bean
	WebSocketLifecycle clusterWebSocketLifecycle(Draining draining) {
		return new WebSocketLifecycle(draining);
	}

}
