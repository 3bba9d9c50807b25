package io.github.bootcluster.channel;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/**
 * Admits everybody but those with id 0, welcomes them and records what they do.
 */
class RecordingListener implements ChannelServer.Listener {

	final List<Connection> connected = new CopyOnWriteArrayList<>();

	final List<Connection> disconnected = new CopyOnWriteArrayList<>();

	final List<Message> received = new CopyOnWriteArrayList<>();

	final List<Parcel> parcels = new CopyOnWriteArrayList<>();

	final List<OptionalLong> peers = new CopyOnWriteArrayList<>();

	private final BiConsumer<Connection, Message> answer;

	RecordingListener() {
		this((connection, message) -> {
		});
	}

	RecordingListener(BiConsumer<Connection, Message> answer) {
		this.answer = answer;
	}

	@Override
	public boolean connected(Connection connection, Message.Hello hello, OptionalLong peerPid) {
		this.peers.add(peerPid);
		if (hello.id() == 0) {
			return false;
		}
		this.connected.add(connection);
		connection.send(MessageExamples.WELCOME);
		return true;
	}

	@Override
	public void received(Connection connection, Message message) {
		this.received.add(message);
		this.answer.accept(connection, message);
	}

	@Override
	public void received(Connection connection, Parcel parcel) {
		this.parcels.add(parcel);
	}

	@Override
	public void disconnected(Connection connection) {
		this.disconnected.add(connection);
	}

}
