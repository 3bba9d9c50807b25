package io.github.bootcluster.autoconfigure.health;

import io.github.bootcluster.ClusterOperations;
import io.github.bootcluster.health.ClusterHealthIndicator;
import io.github.bootcluster.startup.StandaloneClusterOperations;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link ClusterHealthIndicator}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = HealthContributorAutoConfiguration.class,
		afterName = "io.github.bootcluster.autoconfigure.ClusterAutoConfiguration")
@ConditionalOnClass(Health.class)
@ConditionalOnEnabledHealthIndicator("cluster")
public final class ClusterHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "clusterHealthIndicator", "clusterHealthContributor" })
	ClusterHealthIndicator clusterHealthIndicator(ObjectProvider<ClusterOperations> operations) {
		return new ClusterHealthIndicator(() -> StandaloneClusterOperations.leaveOut(operations));
	}

}
