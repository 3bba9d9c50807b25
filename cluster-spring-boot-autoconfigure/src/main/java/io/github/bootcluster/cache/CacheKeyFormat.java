package io.github.bootcluster.cache;

import java.lang.reflect.Field;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.util.ReflectionUtils;

/**
 * Writes the keys of caches as text: the parts of a key, each with its
 * {@link CacheKeyType} and its value, those of a {@link SimpleKey} after a part that says
 * so. Values are URL-encoded: an application's JSON mapper may trim or escape strings.
 */
final class CacheKeyFormat {

	private static final String SIMPLE_KEY = "SIMPLE_KEY";

	private static final String NULL = "NULL";

	private final @Nullable Field params = findParams();

	/**
	 * Write a key.
	 * @param key the key
	 * @return its parts, or {@code null} if it is not of a type that can be read again
	 */
	@Nullable List<String> write(Object key) {
		return (key.getClass() == SimpleKey.class) ? writeSimpleKey((SimpleKey) key) : write(List.of(), List.of(key));
	}

	private @Nullable List<String> writeSimpleKey(SimpleKey key) {
		List<@Nullable Object> elements = elementsOf(key);
		return (elements != null) ? write(List.of(SIMPLE_KEY), elements) : null;
	}

	private @Nullable List<String> write(List<String> prefix, List<? extends @Nullable Object> values) {
		List<String> parts = new ArrayList<>(prefix);
		for (Object value : values) {
			String part = (value != null) ? writeValue(value) : NULL;
			if (part == null) {
				return null;
			}
			parts.add(part);
		}
		return parts;
	}

	private @Nullable String writeValue(Object value) {
		CacheKeyType type = CacheKeyType.of(value);
		return (type != null && isEncodable(value.toString()))
				? type + ":" + URLEncoder.encode(value.toString(), StandardCharsets.UTF_8) : null;
	}

	// half of a surrogate pair is not
	private boolean isEncodable(String text) {
		return StandardCharsets.UTF_8.newEncoder().canEncode(text);
	}

	/**
	 * Read a key.
	 * @param parts the parts
	 * @return the key, or {@code null} if it cannot be read
	 */
	@Nullable Object read(List<String> parts) {
		try {
			return parts.get(0).equals(SIMPLE_KEY) ? readSimpleKey(parts.subList(1, parts.size()))
					: readValue(parts.get(0));
		}
		catch (RuntimeException ex) {
			// of another version of the starter, in the middle of a rolling restart
			return null;
		}
	}

	private SimpleKey readSimpleKey(List<String> parts) {
		return new SimpleKey(parts.stream().map(this::readElement).toArray());
	}

	private @Nullable Object readElement(String part) {
		return part.equals(NULL) ? null : readValue(part);
	}

	private Object readValue(String part) {
		int colon = part.indexOf(':');
		return CacheKeyType.valueOf(part.substring(0, colon))
			.parse(URLDecoder.decode(part.substring(colon + 1), StandardCharsets.UTF_8));
	}

	// a SimpleKey has no accessor for them
	private @Nullable List<@Nullable Object> elementsOf(SimpleKey key) {
		Object[] values = (this.params != null) ? (Object[]) ReflectionUtils.getField(this.params, key) : null;
		List<@Nullable Object> elements = new ArrayList<>();
		if (values != null) {
			Collections.addAll(elements, values);
		}
		return new SimpleKey(elements.toArray()).equals(key) ? elements : null;
	}

	private static @Nullable Field findParams() {
		try {
			Field field = ReflectionUtils.findField(SimpleKey.class, "params", Object[].class);
			if (field != null) {
				field.setAccessible(true);
			}
			return field;
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

}
