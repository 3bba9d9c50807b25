package io.github.bootcluster.sample;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterRole;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * The standalone {@link Cluster} that the starter's own auto-configuration provides; to
 * be removed, with its line in the imports file, where that is merged.
 */
@AutoConfiguration(afterName = "io.github.bootcluster.autoconfigure.ClusterAutoConfiguration",
		beforeName = "io.github.bootcluster.autoconfigure.actuate.ClusterInfoContributorAutoConfiguration")
public final class PlaceholderClusterAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Cluster cluster() {
		return new StandaloneCluster();
	}

	/**
	 * A process without a cluster.
	 */
	static class StandaloneCluster implements Cluster {

		@Override
		public ClusterRole getRole() {
			return ClusterRole.STANDALONE;
		}

		@Override
		public Integer getWorkerId() {
			return null;
		}

	}

}
