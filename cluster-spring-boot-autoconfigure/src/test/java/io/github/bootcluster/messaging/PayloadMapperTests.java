package io.github.bootcluster.messaging;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.bootcluster.MessageTooLargeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PayloadMapper}.
 */
class PayloadMapperTests {

	private static final int MAX_SIZE = 1000;

	private final PayloadMapper mapper = new PayloadMapper(() -> null, MAX_SIZE);

	@Test
	void readReturnsRecordThatWasWritten() {
		Order order = new Order("n\u00e4me \u65e5\ud83d\ude00\u0000\"\\", null,
				Instant.parse("2026-11-21T02:50:00.123456789Z"), LocalDate.of(2026, 2, 28), Duration.ofMillis(1500),
				List.of(new Item(1, Map.of("a", 1L))), Kind.SECOND);
		assertThat(copy(order, Order.class)).isEqualTo(order);
	}

	@Test
	void readReturnsGenericsThatWereWritten() {
		Map<String, List<Item>> items = Map.of("x", List.of(new Item(1, Map.of())), "y", List.of());
		Type type = new ParameterizedTypeReference<Map<String, List<Item>>>() {
		}.getType();
		assertThat(copy(items, type)).isEqualTo(items);
	}

	@Test
	void readReturnsNullThatWasWritten() {
		assertThat(this.mapper.read(this.mapper.write(null), Item.class)).isNull();
		List<@Nullable Integer> list = Arrays.asList(1, null);
		assertThat(copy(list, List.class)).isEqualTo(list);
	}

	@Test
	void unpairedSurrogateIsReplaced() {
		assertThat(copy("a\ud83db\ude00", String.class)).isEqualTo("a?b?");
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 0 })
	void writeWhenNotLargerThanLimitWrites(int more) {
		assertThat(this.mapper.write("x".repeat(MAX_SIZE - 2 + more))).hasSize(MAX_SIZE + more);
	}

	@Test
	void writeWhenOneByteTooLargeThrows() {
		assertThatExceptionOfType(MessageTooLargeException.class)
			.isThrownBy(() -> this.mapper.write("x".repeat(MAX_SIZE - 1)))
			.withMessage("A message of type String takes 1001 bytes, more than the limit of 1000 bytes "
					+ "(property 'cluster.channel.max-message-size')");
	}

	@Test
	void writeCountsBytesNotCharacters() {
		assertThatExceptionOfType(MessageTooLargeException.class)
			.isThrownBy(() -> this.mapper.write("\u65e5".repeat(MAX_SIZE / 2)));
	}

	@Test
	void writeWhenItCannotBeWrittenThrows() {
		Node node = new Node();
		node.next = node;
		assertThatIllegalArgumentException().isThrownBy(() -> this.mapper.write(node))
			.withMessageStartingWith("A message of type " + Node.class.getName() + " cannot be written as JSON: ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "\"text\"", "[1]", "{\"number\":\"x\"}", "\u0000" })
	void readWhenItIsSomethingElseThrows(String json) {
		assertThatExceptionOfType(UnreadableMessageException.class)
			.isThrownBy(() -> this.mapper.read(json.getBytes(StandardCharsets.UTF_8), Item.class))
			.withMessageStartingWith("It cannot be read as " + Item.class.getName() + ": ");
	}

	@Test
	void usesMapperOfApplicationAndAsksOnceForIt() {
		AtomicInteger asked = new AtomicInteger();
		PayloadMapper own = new PayloadMapper(() -> {
			asked.incrementAndGet();
			return JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
		}, MAX_SIZE);
		assertThat(asked).hasValue(0);
		byte[] json = own.write(new Snake(7));
		assertThat(new String(json, StandardCharsets.UTF_8)).isEqualTo("{\"some_number\":7}");
		assertThat(own.read(json, Snake.class)).isEqualTo(new Snake(7));
		assertThat(asked).hasValue(1);
	}

	private @Nullable Object copy(Object payload, Type type) {
		return this.mapper.read(this.mapper.write(payload), type);
	}

	record Order(String name, @Nullable String note, Instant time, LocalDate date, Duration duration, List<Item> items,
			Kind kind) {

	}

	record Item(int number, Map<String, Long> counts) {

	}

	record Snake(int someNumber) {

	}

	enum Kind {

		FIRST, SECOND

	}

	static class Node {

		public @Nullable Node next;

	}

}
