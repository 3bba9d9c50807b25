package io.github.bootcluster.cache;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Types of which a key, or an element of one, arrives equal to what was sent. No other is
 * ever made from a message.
 */
enum CacheKeyType {

	STRING(String.class, (text) -> text),

	CHARACTER(Character.class, (text) -> text.charAt(0)),

	BOOLEAN(Boolean.class, Boolean::valueOf),

	BYTE(Byte.class, Byte::valueOf),

	SHORT(Short.class, Short::valueOf),

	INTEGER(Integer.class, Integer::valueOf),

	LONG(Long.class, Long::valueOf),

	FLOAT(Float.class, Float::valueOf),

	DOUBLE(Double.class, Double::valueOf),

	BIG_INTEGER(BigInteger.class, BigInteger::new),

	BIG_DECIMAL(BigDecimal.class, BigDecimal::new),

	UUID(UUID.class, java.util.UUID::fromString),

	LOCAL_DATE(LocalDate.class, LocalDate::parse),

	LOCAL_DATE_TIME(LocalDateTime.class, LocalDateTime::parse),

	INSTANT(Instant.class, Instant::parse);

	private static final Map<Class<?>, CacheKeyType> TYPES = Arrays.stream(values())
		.collect(Collectors.toUnmodifiableMap((type) -> type.type, Function.identity()));

	private final Class<?> type;

	private final Function<String, Object> parser;

	CacheKeyType(Class<?> type, Function<String, Object> parser) {
		this.type = type;
		this.parser = parser;
	}

	/**
	 * Return the type of a value. One of a subclass has none: it need not equal what is
	 * read.
	 * @param value the value
	 * @return the type, or {@code null} if there is none
	 */
	static @Nullable CacheKeyType of(Object value) {
		return TYPES.get(value.getClass());
	}

	/**
	 * Parse a value of this type.
	 * @param text what {@link Object#toString()} of the value has returned
	 * @return an equal value
	 * @throws RuntimeException if there is no such value
	 */
	Object parse(String text) {
		return this.parser.apply(text);
	}

}
