package io.github.bootcluster.messaging;

import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;

/**
 * The reply to a request, as the sender of the request waits for it.
 *
 * @param <T> the type of the reply
 */
final class PendingReply<T> extends CompletableFuture<T> {

	private final Type type;

	PendingReply(Type type) {
		this.type = type;
	}

	@SuppressWarnings("unchecked")
	void complete(PayloadMapper mapper, byte[] json) {
		complete((T) mapper.read(json, this.type));
	}

}
