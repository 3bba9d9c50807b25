package io.github.bootcluster.channel;

import java.util.function.Consumer;

/**
 * {@link ChannelClient.Listener} made of two functions.
 *
 * @param received called with every message and parcel
 * @param whenDisconnected called when the channel ends
 */
public record SimpleClientListener(Consumer<Frame> received,
		Runnable whenDisconnected) implements ChannelClient.Listener {

	@Override
	public void received(Message message) {
		this.received.accept(message);
	}

	@Override
	public void received(Parcel parcel) {
		this.received.accept(parcel);
	}

	@Override
	public void disconnected() {
		this.whenDisconnected.run();
	}

}
