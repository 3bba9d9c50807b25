package io.github.bootcluster.primary;

import java.util.Map;
import java.util.OptionalLong;
import java.util.function.IntFunction;

import io.github.bootcluster.MessageTooLargeException;
import io.github.bootcluster.channel.ChannelServer;
import io.github.bootcluster.channel.Connection;
import io.github.bootcluster.channel.Message;
import io.github.bootcluster.channel.Message.Reply.Outcome;
import io.github.bootcluster.channel.Parcel;
import io.github.bootcluster.channel.Peer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Takes what workers say to the supervisor's thread. Their requests are answered on the
 * thread of their connection.
 */
final class WorkerChannelListener implements ChannelServer.Listener {

	private static final Log logger = LogFactory.getLog(WorkerChannelListener.class);

	private final SupervisorLoop loop;

	private final WorkerConversations conversations;

	private final RequestHandler requests;

	private final MessageRouter router;

	private final IntFunction<Map<String, String>> workerProperties;

	WorkerChannelListener(SupervisorLoop loop, WorkerConversations conversations, RequestHandler requests,
			MessageRouter router, IntFunction<Map<String, String>> workerProperties) {
		this.loop = loop;
		this.conversations = conversations;
		this.requests = requests;
		this.router = router;
		this.workerProperties = workerProperties;
	}

	@Override
	public boolean connected(Connection connection, Message.Hello hello, OptionalLong peerPid) {
		return this.loop.call(() -> admit(connection, hello, peerPid));
	}

	private boolean admit(Connection connection, Message.Hello hello, OptionalLong peerPid) {
		WorkerHandle worker = this.conversations.connected(connection, hello, peerPid);
		if (worker == null) {
			return false;
		}
		connection.send(new Message.Welcome(this.workerProperties.apply(worker.getId())));
		// not before the welcome, which has to be the first that a worker reads
		this.router.connected(connection, new Peer(worker.getId(), worker.getPid()));
		return true;
	}

	@Override
	public void received(Connection connection, Message message) {
		if (message instanceof Message.Request request) {
			answer(connection, this.requests.handle(request));
		}
		else {
			this.loop.execute(() -> this.conversations.received(connection, message));
		}
	}

	@Override
	public void received(Connection connection, Parcel parcel) {
		this.router.received(connection, parcel);
	}

	private void answer(Connection connection, Message.Reply reply) {
		try {
			connection.send(reply);
		}
		catch (MessageTooLargeException ex) {
			// must not cost the worker its connection
			logger.warn("Unable to answer %s: %s".formatted(connection, ex.getMessage()));
			connection.send(new Message.Reply(reply.number(), Outcome.FAILED, ex.getMessage(), null));
		}
	}

	@Override
	public void disconnected(Connection connection) {
		this.router.disconnected(connection);
		this.loop.execute(() -> this.conversations.disconnected(connection));
	}

}
