package io.github.bootcluster.event;

/**
 * A rolling restart stopped because a replacement did not come up.
 *
 * @param generation the generation that was not rolled out
 * @param reason what went wrong, with the last output of the replacement
 * @since 0.1.0
 */
public record RollingRestartFailedEvent(int generation, String reason) implements ClusterEvent {

}
