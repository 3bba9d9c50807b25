package io.github.bootcluster.autoconfigure;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterMessenger;
import io.github.bootcluster.ClusterOperations;
import io.github.bootcluster.messaging.ClusterMessageListenerFactory;
import io.github.bootcluster.startup.ClusterMember;
import io.github.bootcluster.startup.ClusterProperties;
import io.github.bootcluster.startup.MessagingFactory;
import io.github.bootcluster.startup.StandaloneClusterOperations;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the member of a cluster that
 * this process is, and for the operations that a standalone one does not have. The
 * start-up hooks have put both there already, unless the process is standalone or the
 * context was not created by a {@code SpringApplication}.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@EnableConfigurationProperties(ClusterProperties.class)
public final class ClusterAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(Cluster.class)
	Cluster clusterMember() {
		return ClusterMember.standalone();
	}

	@Bean
	@ConditionalOnMissingBean(ClusterMessenger.class)
	ClusterMessenger clusterMessenger(Cluster cluster, ClusterProperties properties, ApplicationContext context) {
		return MessagingFactory.create(context, properties.getChannel()).createStandaloneEndpoint(cluster);
	}

	@Bean
	@ConditionalOnMissingBean
	static ClusterMessageListenerFactory clusterMessageListenerFactory() {
		return new ClusterMessageListenerFactory();
	}

	@Bean
	@ConditionalOnMissingBean(ClusterOperations.class)
	ClusterOperations clusterOperations() {
		return new StandaloneClusterOperations();
	}

}
