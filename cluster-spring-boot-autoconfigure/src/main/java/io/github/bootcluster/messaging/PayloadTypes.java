package io.github.bootcluster.messaging;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
			return collect(type).stream().map(Class::getName).collect(Collectors.joining(SEPARATOR));
		}

	};

	private PayloadTypes() {
	}

	static String namesOf(Object payload) {
		return NAMES.get(payload.getClass());
	}

	static List<String> parse(String names) {
		return List.of(StringUtils.delimitedListToStringArray(names, SEPARATOR));
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
