package io.github.bootcluster.event;

import org.jspecify.annotations.Nullable;

/**
 * Another worker leads the cluster, or none for the moment.
 *
 * @param id the id of the leader, or {@code null} if nobody leads
 * @since 0.1.0
 */
public record LeaderChangedEvent(@Nullable Integer id) implements ClusterEvent {

}
