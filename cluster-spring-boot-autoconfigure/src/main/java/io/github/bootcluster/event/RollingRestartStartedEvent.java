package io.github.bootcluster.event;

/**
 * A rolling restart begins.
 *
 * @param generation the generation that it rolls out
 * @param workers the number of workers to replace
 * @since 0.1.0
 */
public record RollingRestartStartedEvent(int generation, int workers) implements ClusterEvent {

}
