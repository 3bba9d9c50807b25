package io.github.bootcluster.messaging;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.bootcluster.MessageTooLargeException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.function.SingletonSupplier;

/**
 * Turns messages of the application into JSON and back, with the application's own mapper
 * where it has one.
 */
final class PayloadMapper {

	private final Supplier<JsonMapper> mapper;

	private final Map<Type, ObjectReader> readers = new ConcurrentHashMap<>();

	private final int maxSize;

	/**
	 * Create a new mapper.
	 * @param mapper supplies the mapper of the application, or {@code null} if it has
	 * none; asked when the first message comes or goes
	 * @param maxSize the largest size of a message, in bytes
	 */
	PayloadMapper(Supplier<@Nullable JsonMapper> mapper, int maxSize) {
		this.mapper = SingletonSupplier.of(() -> orDefault(mapper.get()));
		this.maxSize = maxSize;
	}

	private static JsonMapper orDefault(@Nullable JsonMapper mapper) {
		return (mapper != null) ? mapper : JsonMapper.shared();
	}

	int getMaxSize() {
		return this.maxSize;
	}

	/**
	 * Write a message.
	 * @param payload the message
	 * @return the message as JSON in UTF-8
	 * @throws MessageTooLargeException if it is too large
	 * @throws IllegalArgumentException if it cannot be written
	 */
	byte[] write(@Nullable Object payload) {
		byte[] json = toJson(payload).getBytes(StandardCharsets.UTF_8);
		if (payload != null && json.length > this.maxSize) {
			throw new MessageTooLargeException(payload.getClass(), json.length, this.maxSize);
		}
		return json;
	}

	// by way of a string: Jackson writes unpaired surrogates as bytes of other characters
	private String toJson(@Nullable Object payload) {
		try {
			return this.mapper.get().writeValueAsString(payload);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("A message of type %s cannot be written as JSON: %s"
				.formatted((payload != null) ? payload.getClass().getName() : null, ex.getOriginalMessage()), ex);
		}
	}

	/**
	 * Read a message.
	 * @param json the message as JSON in UTF-8
	 * @param type the type that the receiver wants
	 * @return the message
	 * @throws UnreadableMessageException if it cannot be read as that
	 */
	@Nullable Object read(byte[] json, Type type) {
		try {
			return this.readers.computeIfAbsent(type, this::createReader).readValue(json);
		}
		catch (JacksonException ex) {
			throw new UnreadableMessageException(type, ex.getOriginalMessage(), ex);
		}
	}

	private ObjectReader createReader(Type type) {
		return this.mapper.get().readerFor(this.mapper.get().constructType(type));
	}

}
