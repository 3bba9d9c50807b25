package io.github.bootcluster.primary;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import io.github.bootcluster.channel.Message;
import io.github.bootcluster.channel.RestartReason;

/**
 * Counts the starts of all workers, and why a process took over from another one, since
 * the primary started. Owned by the supervisor's thread.
 */
final class WorkerFigures {

	private final Map<RestartReason, Long> restarts = new EnumMap<>(RestartReason.class);

	private Message.Figures.Starts starts = Message.Figures.NONE.starts();

	void restarted(RestartReason reason) {
		this.restarts.merge(reason, 1L, Long::sum);
	}

	void started(Duration duration) {
		Duration longest = this.starts.longest();
		this.starts = new Message.Figures.Starts(this.starts.count() + 1, this.starts.total().plus(duration),
				(duration.compareTo(longest) > 0) ? duration : longest);
	}

	Message.Figures toMessage() {
		return new Message.Figures(this.restarts, this.starts);
	}

}
