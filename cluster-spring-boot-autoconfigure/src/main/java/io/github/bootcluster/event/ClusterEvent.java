package io.github.bootcluster.event;

/**
 * Something that happened in the life of the cluster. Events are published one after the
 * other, in the order in which they happened, on a thread of their own.
 *
 * @since 0.1.0
 */
public sealed interface ClusterEvent
		permits ClusterReadyEvent, LeaderChangedEvent, LeadershipGrantedEvent, LeadershipRevokedEvent,
		RollingRestartCompletedEvent, RollingRestartFailedEvent, RollingRestartStartedEvent, WorkerDisconnectedEvent,
		WorkerDrainingEvent, WorkerExitedEvent, WorkerForkedEvent, WorkerListeningEvent, WorkerOnlineEvent {

}
