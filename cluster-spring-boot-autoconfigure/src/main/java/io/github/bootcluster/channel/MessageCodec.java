package io.github.bootcluster.channel;

import java.nio.charset.StandardCharsets;

import io.github.bootcluster.MessageTooLargeException;
import io.github.bootcluster.event.ClusterEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.Assert;

/**
 * Turns messages into JSON and back.
 */
final class MessageCodec {

	static final String MAX_SIZE_PROPERTY = "cluster.channel.max-message-size";

	private final int maxSize;

	private final JsonMapper mapper;

	/**
	 * Create a new codec.
	 * @param maxSize the largest size of a message in bytes
	 */
	MessageCodec(int maxSize) {
		Assert.isTrue(maxSize > 0, () -> "'" + MAX_SIZE_PROPERTY + "' must be positive, but is " + maxSize);
		this.maxSize = maxSize;
		this.mapper = StrictJsonMapper.builder(maxSize).addMixIn(ClusterEvent.class, ClusterEventTypes.class).build();
	}

	int getMaxSize() {
		return this.maxSize;
	}

	/**
	 * Encode a message.
	 * @param message the message
	 * @return the message as JSON in UTF-8
	 * @throws MessageTooLargeException if the message is too large
	 */
	byte[] encode(Message message) {
		// by way of a string: Jackson writes unpaired surrogates as bytes that it rejects
		byte[] json = this.mapper.writeValueAsString(message).getBytes(StandardCharsets.UTF_8);
		if (json.length > this.maxSize) {
			throw new MessageTooLargeException(message.getClass(), json.length, this.maxSize);
		}
		return json;
	}

	/**
	 * Decode a message.
	 * @param json the message as JSON in UTF-8
	 * @return the message
	 * @throws ProtocolViolationException if it is not JSON, or not a message
	 */
	Message decode(byte[] json) throws ProtocolViolationException {
		try {
			return requireMessage(this.mapper.readValue(json, Message.class));
		}
		catch (JacksonException ex) {
			throw new ProtocolViolationException("Not a message: " + ex.getOriginalMessage());
		}
	}

	private static Message requireMessage(@Nullable Message message) throws ProtocolViolationException {
		if (message == null) {
			throw new ProtocolViolationException("Not a message: null");
		}
		return message;
	}

}
