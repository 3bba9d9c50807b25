package io.github.bootcluster.cache;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import org.springframework.cache.interceptor.SimpleKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CacheKeyFormat}.
 */
class CacheKeyFormatTests {

	private static final List<Object> SCALARS = List.of("", "a", " padded ", "a:b", "<&>\"'\\", "ü€\uD83D\uDE00\u0000",
			"NULL", "SIMPLE_KEY", 'x', ' ', true, false, (byte) -1, Short.MIN_VALUE, 42, Integer.MIN_VALUE,
			Long.MAX_VALUE, 1.5f, Float.NaN, -0.0, Double.MIN_VALUE, Double.NEGATIVE_INFINITY,
			new BigInteger("-123456789012345678901234567890"), new BigDecimal("1.50"), new BigDecimal("1E+400"),
			UUID.fromString("00000000-0000-002a-ffff-ffffffffffff"), LocalDate.MIN, LocalDate.of(2026, 11, 21),
			LocalDateTime.MAX, LocalDateTime.of(2026, 11, 21, 10, 0), Instant.EPOCH, Instant.MIN, Instant.MAX);

	private static final List<Object> SIMPLE_KEYS = List.of(SimpleKey.EMPTY, new SimpleKey("a", 42L),
			new SimpleKey(null, "NULL", ""), new SimpleKey(new Object[] { null }), new SimpleKey(SCALARS.toArray()));

	private static final List<Object> UNKNOWN = List.of(DayOfWeek.MONDAY, new Isbn("1"), new int[] { 1 }, List.of("a"),
			new BigDecimal("1") {
			}, new SimpleKey("a") {
			}, new SimpleKey("a", DayOfWeek.MONDAY), new SimpleKey("a", new SimpleKey("b")),
			new SimpleKey((Object) new String[] { "a" }), "half \uD83D", '\uD83D');

	private final CacheKeyFormat format = new CacheKeyFormat();

	@ParameterizedTest
	@MethodSource("keys")
	void keyArrivesEqual(Object key) {
		assertThat(roundTrip(key, JsonMapper.shared())).isEqualTo(key).hasSameClassAs(key);
	}

	@ParameterizedTest
	@MethodSource("keys")
	void keyWhenMapperMeddlesWithStringsArrivesEqual(Object key) {
		JsonMapper mapper = JsonMapper.builder()
			.propertyNamingStrategy(PropertyNamingStrategies.UPPER_SNAKE_CASE)
			.changeDefaultPropertyInclusion((value) -> value.withValueInclusion(JsonInclude.Include.NON_EMPTY)
				.withContentInclusion(JsonInclude.Include.NON_EMPTY))
			.addModule(new SimpleModule().addDeserializer(String.class, new TrimmingDeserializer()))
			.build();
		assertThat(roundTrip(key, mapper)).isEqualTo(key);
	}

	@ParameterizedTest
	@FieldSource("UNKNOWN")
	void keyOfOtherTypeDoesNotTravel(Object key) {
		assertThat(this.format.write(key)).isNull();
	}

	@Test
	void keyIsReadableText() {
		assertThat(this.format.write(42L)).containsExactly("LONG:42");
		assertThat(this.format.write(new SimpleKey("a b", null))).containsExactly("SIMPLE_KEY", "STRING:a+b", "NULL");
	}

	@ParameterizedTest
	@FieldSource("UNREADABLE")
	void textThatIsNoKeyIsNotRead(List<String> parts) {
		assertThat(this.format.read(parts)).isNull();
	}

	static final List<List<String>> UNREADABLE = List.of(List.of(), List.of("STRING"), List.of("LONG:x"),
			List.of("CHARACTER:"), List.of("INSTANT:now"), List.of("STRING:%"), List.of("java.net.URL:http://a"),
			List.of("SIMPLE_KEY", "java.net.URL:http://a"));

	static Stream<Object> keys() {
		return Stream.concat(SCALARS.stream(), SIMPLE_KEYS.stream());
	}

	private Object roundTrip(Object key, JsonMapper mapper) {
		List<String> parts = this.format.write(key);
		assertThat(parts).isNotNull();
		String json = mapper.writeValueAsString(new CacheEvicted("cacheManager", "books", parts));
		CacheEvicted message = mapper.readValue(json, CacheEvicted.class);
		assertThat(message).isEqualTo(new CacheEvicted("cacheManager", "books", parts));
		return this.format.read(message.key());
	}

	record Isbn(String number) {

	}

	/**
	 * Trims strings, as web applications have their mapper do.
	 */
	static class TrimmingDeserializer extends StdScalarDeserializer<String> {

		TrimmingDeserializer() {
			super(String.class);
		}

		@Override
		public String deserialize(JsonParser parser, DeserializationContext context) {
			return parser.getString().strip();
		}

	}

}
