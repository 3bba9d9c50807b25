package io.github.bootcluster.integration.app.primary;

import io.github.bootcluster.Cluster;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Beans of a user that live in the primary.
 */
@Configuration(proxyBeanMethods = false)
public class PrimaryConfiguration {

	@Bean
	String primaryBean(Cluster cluster) {
		System.out.println("primary bean created in " + ProcessHandle.current().pid() + " as " + cluster.getRole());
		return "primary";
	}

}
