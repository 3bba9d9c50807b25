package io.github.bootcluster.messaging;

import java.util.List;

import io.github.bootcluster.channel.Parcel;

/**
 * A message of the application on its way.
 *
 * @param types the names of its type and of those above it, the most specific first. They
 * are compared with what the receiver listens for, and never loaded.
 * @param json the message as JSON in UTF-8
 */
record Payload(List<String> types, byte[] json) {

	static Payload of(Parcel parcel) {
		return new Payload(PayloadTypes.parse(parcel.detail()), parcel.content());
	}

}
