package io.github.bootcluster.autoconfigure.actuate;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.actuate.ClusterInfoContributor;

import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ClusterInfoContributor}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = "io.github.bootcluster.autoconfigure.ClusterAutoConfiguration")
@ConditionalOnClass(ConditionalOnEnabledInfoContributor.class)
@ConditionalOnEnabledInfoContributor("cluster")
public final class ClusterInfoContributorAutoConfiguration {

	@Bean
	@ConditionalOnBean(Cluster.class)
	@ConditionalOnMissingBean
	ClusterInfoContributor clusterInfoContributor(Cluster cluster) {
		return new ClusterInfoContributor(cluster);
	}

}
