package io.github.bootcluster.relay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import io.github.bootcluster.channel.ProtocolViolationException;
import io.github.bootcluster.channel.StrictJsonMapper;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.function.SingletonSupplier;

/**
 * Turns requests and the beginnings of answers into JSON and back.
 */
final class RelayCodec {

	/**
	 * The most that one of them may take, in bytes. What Actuator's write operations take
	 * is a few values.
	 */
	static final int MAX_SIZE = 256 * 1024;

	private final Supplier<JsonMapper> mapper = SingletonSupplier.of(() -> StrictJsonMapper.create(MAX_SIZE));

	/**
	 * Encode a request or the beginning of an answer.
	 * @param value what to encode
	 * @return the JSON in UTF-8
	 * @throws IOException if it is too large
	 */
	byte[] encode(Record value) throws IOException {
		// by way of a string: Jackson writes unpaired surrogates as bytes that it rejects
		byte[] json = this.mapper.get().writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
		if (json.length > MAX_SIZE) {
			throw new IOException("A " + value.getClass().getSimpleName() + " of " + json.length
					+ " bytes is larger than the " + MAX_SIZE + " bytes that are possible");
		}
		return json;
	}

	/**
	 * Decode a request or the beginning of an answer.
	 * @param json the JSON in UTF-8
	 * @param type the type that is expected
	 * @return the value
	 * @param <T> the type that is expected
	 * @throws ProtocolViolationException if it is not one
	 */
	<T extends Record> T decode(byte[] json, Class<T> type) throws ProtocolViolationException {
		try {
			T value = this.mapper.get().readValue(json, type);
			if (value == null) {
				throw new ProtocolViolationException("Not a " + type.getSimpleName() + ": null");
			}
			return value;
		}
		catch (JacksonException ex) {
			throw new ProtocolViolationException("Not a " + type.getSimpleName() + ": " + ex.getOriginalMessage());
		}
	}

}
