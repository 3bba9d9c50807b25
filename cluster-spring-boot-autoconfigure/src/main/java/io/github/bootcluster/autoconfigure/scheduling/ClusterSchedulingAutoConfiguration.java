package io.github.bootcluster.autoconfigure.scheduling;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.scheduling.LeaderRunnerPostProcessor;
import io.github.bootcluster.scheduling.LeaderSchedulingPostProcessor;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Import;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for what is run by one worker
 * instead of all.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = "io.github.bootcluster.autoconfigure.ClusterAutoConfiguration")
@ConditionalOnBean(Cluster.class)
@Import({ LeaderSchedulingPostProcessor.class, LeaderRunnerPostProcessor.class })
public final class ClusterSchedulingAutoConfiguration {

}
