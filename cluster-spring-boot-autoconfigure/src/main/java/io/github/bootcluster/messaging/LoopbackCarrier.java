package io.github.bootcluster.messaging;

import io.github.bootcluster.channel.Parcel;
import org.jspecify.annotations.Nullable;

/**
 * Takes the parcels of a process that is on its own back to it.
 */
final class LoopbackCarrier implements Carrier {

	private @Nullable MessageEndpoint endpoint;

	void setEndpoint(MessageEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	@Override
	public boolean carry(Parcel parcel) {
		if (this.endpoint != null) {
			this.endpoint.received(parcel);
		}
		return this.endpoint != null;
	}

}
