package io.github.bootcluster.channel;

/**
 * A thread of the channel. It keeps no process alive.
 */
class ChannelThread extends Thread {

	ChannelThread(String name, Runnable task) {
		super(task, "cluster-channel-" + name);
		setDaemon(true);
	}

}
