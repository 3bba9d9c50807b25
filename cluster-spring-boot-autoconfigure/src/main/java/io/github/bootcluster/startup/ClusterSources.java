package io.github.bootcluster.startup;

import java.util.List;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The names of the configuration classes that a user wants in the primary.
 */
final class ClusterSources {

	private ClusterSources() {
	}

	static List<String> get(Environment environment) {
		return ClusterProperties.get(Binder.get(environment)).getPrimary().getSources();
	}

}
