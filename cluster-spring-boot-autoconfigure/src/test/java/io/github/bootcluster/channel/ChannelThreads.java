package io.github.bootcluster.channel;

import java.util.List;

/**
 * The threads of channels that are alive.
 */
final class ChannelThreads {

	private ChannelThreads() {
	}

	static List<String> names() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("cluster-channel-"))
			.sorted()
			.toList();
	}

}
