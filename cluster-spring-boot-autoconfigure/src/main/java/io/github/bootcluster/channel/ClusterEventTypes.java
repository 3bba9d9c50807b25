package io.github.bootcluster.channel;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.bootcluster.event.ClusterEvent;
import io.github.bootcluster.event.ClusterReadyEvent;
import io.github.bootcluster.event.LeaderChangedEvent;
import io.github.bootcluster.event.RollingRestartCompletedEvent;
import io.github.bootcluster.event.RollingRestartFailedEvent;
import io.github.bootcluster.event.RollingRestartStartedEvent;
import io.github.bootcluster.event.WorkerDisconnectedEvent;
import io.github.bootcluster.event.WorkerExitedEvent;
import io.github.bootcluster.event.WorkerForkedEvent;
import io.github.bootcluster.event.WorkerListeningEvent;
import io.github.bootcluster.event.WorkerOnlineEvent;

/**
 * The names by which the types of {@link ClusterEvent events} travel. Those that are of
 * interest to one process only have none.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({ @JsonSubTypes.Type(value = ClusterReadyEvent.class, name = "cluster-ready"),
		@JsonSubTypes.Type(value = LeaderChangedEvent.class, name = "leader-changed"),
		@JsonSubTypes.Type(value = RollingRestartCompletedEvent.class, name = "rolling-restart-completed"),
		@JsonSubTypes.Type(value = RollingRestartFailedEvent.class, name = "rolling-restart-failed"),
		@JsonSubTypes.Type(value = RollingRestartStartedEvent.class, name = "rolling-restart-started"),
		@JsonSubTypes.Type(value = WorkerDisconnectedEvent.class, name = "worker-disconnected"),
		@JsonSubTypes.Type(value = WorkerExitedEvent.class, name = "worker-exited"),
		@JsonSubTypes.Type(value = WorkerForkedEvent.class, name = "worker-forked"),
		@JsonSubTypes.Type(value = WorkerListeningEvent.class, name = "worker-listening"),
		@JsonSubTypes.Type(value = WorkerOnlineEvent.class, name = "worker-online") })
interface ClusterEventTypes {

}
