package io.github.bootcluster.messaging;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.github.bootcluster.channel.Parcel;

import org.springframework.util.ConcurrentLruCache;
import org.springframework.util.StringUtils;

/**
 * The names of the types that a message has: its class, and all that it extends and
 * implements except {@link Object}, the nearer ones first.
 */
final class PayloadTypes {

	private static final String SEPARATOR = ",";

	private static final ClassValue<String> NAMES = new ClassValue<>() {

		@Override
		protected String computeValue(Class<?> type) {
			return join(collect(type).stream().map(Class::getName).toList());
		}

	};

	// most messages have types of which there have been many
	private static final ConcurrentLruCache<String, List<String>> PARSED = new ConcurrentLruCache<>(256,
			(names) -> List.of(StringUtils.delimitedListToStringArray(names, SEPARATOR)));

	private PayloadTypes() {
	}

	static String namesOf(Object payload) {
		return NAMES.get(payload.getClass());
	}

	static List<String> parse(String names) {
		return PARSED.get(names);
	}

	// as many as arrive in full: part of a name could be that of another type
	static String join(List<String> names) {
		String joined = String.join(SEPARATOR, names);
		boolean fits = joined.getBytes(StandardCharsets.UTF_8).length <= Parcel.MAX_DETAIL_SIZE;
		return fits ? joined : join(names.subList(0, names.size() - 1));
	}

	private static Set<Class<?>> collect(Class<?> type) {
		Set<Class<?>> types = new LinkedHashSet<>();
		Deque<Class<?>> next = new ArrayDeque<>(List.of(type));
		while (!next.isEmpty()) {
			Class<?> current = next.remove();
			if (current != Object.class && types.add(current)) {
				next.addAll(parents(current));
			}
		}
		return types;
	}

	private static Deque<Class<?>> parents(Class<?> type) {
		Deque<Class<?>> parents = new ArrayDeque<>();
		if (type.getSuperclass() != null) {
			parents.add(type.getSuperclass());
		}
		parents.addAll(List.of(type.getInterfaces()));
		return parents;
	}

}
