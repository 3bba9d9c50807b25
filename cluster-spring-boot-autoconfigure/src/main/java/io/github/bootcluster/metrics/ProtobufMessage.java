package io.github.bootcluster.metrics;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A message in the wire format of protocol buffers, read without knowing its type.
 *
 * @param bytes what holds the message
 * @param start where it begins
 * @param end where it ends
 */
record ProtobufMessage(byte[] bytes, int start, int end) {

	/**
	 * Read messages that follow each other, each after its length.
	 * @param bytes the messages
	 * @return the messages
	 */
	static List<ProtobufMessage> readDelimited(byte[] bytes) {
		List<ProtobufMessage> messages = new ArrayList<>();
		ProtobufReader reader = new ProtobufReader(bytes, 0);
		while (reader.getPosition() < bytes.length) {
			int length = (int) reader.readVarint();
			messages.add(new ProtobufMessage(bytes, reader.getPosition(), reader.getPosition() + length));
			reader.skip(length);
		}
		return messages;
	}

	List<ProtobufField> fields() {
		List<ProtobufField> fields = new ArrayList<>();
		ProtobufReader reader = new ProtobufReader(this.bytes, this.start);
		while (reader.getPosition() < this.end) {
			fields.add(reader.readField());
		}
		return fields;
	}

	Stream<ProtobufField> fields(int number) {
		return fields().stream().filter((field) -> field.number() == number);
	}

	@Nullable String getString(int number) {
		return fields(number).map(this::getString).findFirst().orElse(null);
	}

	/**
	 * Return the string that a field holds, or the bytes of a message as a string.
	 * @param field the field
	 * @return the string
	 */
	String getString(ProtobufField field) {
		return new String(this.bytes, field.value(), field.end() - field.value(), StandardCharsets.UTF_8);
	}

	/**
	 * Return the message that a field holds.
	 * @param field the field
	 * @return the message
	 */
	ProtobufMessage getMessage(ProtobufField field) {
		return new ProtobufMessage(this.bytes, field.value(), field.end());
	}

	/**
	 * Return the number that a field holds.
	 * @param number the number of the field
	 * @return the number, which is 0 if the field is not there
	 */
	long getNumber(int number) {
		return fields(number).map((field) -> new ProtobufReader(this.bytes, field.value()).readVarint())
			.findFirst()
			.orElse(0L);
	}

}
