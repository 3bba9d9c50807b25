package io.github.bootcluster.event;

/**
 * Every worker serves requests for the first time.
 *
 * @param workers the number of workers
 * @since 0.1.0
 */
public record ClusterReadyEvent(int workers) implements ClusterEvent {

}
