package io.github.bootcluster.event;

/**
 * This process does not lead the cluster any more. Published only in the process that
 * did.
 *
 * @since 0.1.0
 */
public record LeadershipRevokedEvent() implements ClusterEvent {

}
