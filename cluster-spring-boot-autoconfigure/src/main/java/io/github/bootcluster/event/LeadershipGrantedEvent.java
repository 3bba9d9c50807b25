package io.github.bootcluster.event;

/**
 * This process leads the cluster from now on. Published only in the process that does, a
 * standalone one included, and after the application is ready.
 *
 * @param first whether nobody has led this cluster before
 * @since 0.1.0
 */
public record LeadershipGrantedEvent(boolean first) implements ClusterEvent {

}
