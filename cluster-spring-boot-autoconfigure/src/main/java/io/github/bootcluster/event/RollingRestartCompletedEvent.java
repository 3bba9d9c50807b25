package io.github.bootcluster.event;

/**
 * A rolling restart replaced every worker.
 *
 * @param generation the generation that was rolled out
 * @param workers the number of workers that were replaced
 * @since 0.1.0
 */
public record RollingRestartCompletedEvent(int generation, int workers) implements ClusterEvent {

}
