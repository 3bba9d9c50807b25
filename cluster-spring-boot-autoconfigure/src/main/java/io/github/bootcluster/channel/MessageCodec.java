package io.github.bootcluster.channel;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.bootcluster.MessageTooLargeException;
import io.github.bootcluster.event.ClusterEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.Assert;

/**
 * Turns messages into JSON and back. Unknown properties are ignored, as a rolling restart
 * may start workers from a newer jar than that of the primary; all else that is
 * unexpected is refused.
 */
final class MessageCodec {

	static final String MAX_SIZE_PROPERTY = "cluster.channel.max-message-size";

	private static final int MAX_DEPTH = 32;

	private final int maxSize;

	private final JsonMapper mapper;

	/**
	 * Create a new codec.
	 * @param maxSize the largest size of a message in bytes
	 */
	MessageCodec(int maxSize) {
		Assert.isTrue(maxSize > 0, () -> "'" + MAX_SIZE_PROPERTY + "' must be positive, but is " + maxSize);
		this.maxSize = maxSize;
		this.mapper = createMapper(maxSize);
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

	private static JsonMapper createMapper(int maxSize) {
		return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints(maxSize)).build())
			.annotationIntrospector(
					AnnotationIntrospector.pair(new JacksonAnnotationIntrospector(), new NullMarkedIntrospector()))
			.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
			.addMixIn(ClusterEvent.class, ClusterEventTypes.class)
			.enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
			.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
			.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT, DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
			.enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
			.build();
	}

	private static StreamReadConstraints constraints(int maxSize) {
		return StreamReadConstraints.builder()
			.maxNestingDepth(MAX_DEPTH)
			.maxDocumentLength(maxSize)
			.maxStringLength(maxSize)
			.maxNameLength(maxSize)
			.build();
	}

}
