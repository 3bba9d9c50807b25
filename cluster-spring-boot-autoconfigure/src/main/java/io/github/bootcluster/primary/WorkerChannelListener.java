package io.github.bootcluster.primary;

import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntFunction;

import io.github.bootcluster.channel.ChannelServer;
import io.github.bootcluster.channel.Connection;
import io.github.bootcluster.channel.Message;

/**
 * Takes what workers say to the supervisor's thread. Their requests are answered on the
 * thread of their connection.
 */
final class WorkerChannelListener implements ChannelServer.Listener {

	private final SupervisorLoop loop;

	private final Supervisor supervisor;

	private final RequestHandler requests;

	private final IntFunction<Map<String, String>> workerProperties;

	WorkerChannelListener(SupervisorLoop loop, Supervisor supervisor, RequestHandler requests,
			IntFunction<Map<String, String>> workerProperties) {
		this.loop = loop;
		this.supervisor = supervisor;
		this.requests = requests;
		this.workerProperties = workerProperties;
	}

	@Override
	public boolean connected(Connection connection, Message.Hello hello, OptionalLong peerPid) {
		return this.loop.call(() -> admit(connection, hello, peerPid));
	}

	private boolean admit(Connection connection, Message.Hello hello, OptionalLong peerPid) {
		WorkerHandle worker = this.supervisor.connected(connection, hello, peerPid);
		if (worker == null) {
			return false;
		}
		connection.send(new Message.Welcome(this.workerProperties.apply(worker.getId())));
		return true;
	}

	@Override
	public void received(Connection connection, Message message) {
		if (message instanceof Message.Request request) {
			connection.send(this.requests.handle(request));
		}
		else {
			this.loop.execute(() -> this.supervisor.received(connection, message));
		}
	}

	@Override
	public void disconnected(Connection connection) {
		this.loop.execute(() -> this.supervisor.disconnected(connection));
	}

}
