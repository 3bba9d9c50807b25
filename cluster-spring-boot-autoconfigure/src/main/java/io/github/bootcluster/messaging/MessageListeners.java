package io.github.bootcluster.messaging;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * What the application listens for: the only types that messages are read as.
 */
final class MessageListeners {

	private final Map<String, Set<ResolvableType>> messages = new ConcurrentHashMap<>();

	private final Map<String, RequestHandlerMethod> requests = new ConcurrentHashMap<>();

	/**
	 * Note that messages of a type are listened for.
	 * @param type the type that is declared by the listener
	 */
	void listenFor(ResolvableType type) {
		this.messages.computeIfAbsent(nameOf(type), (name) -> ConcurrentHashMap.newKeySet()).add(type);
	}

	/**
	 * Add what replies to requests.
	 * @param handler the handler
	 * @throws IllegalStateException if there is one for the same type
	 */
	void add(RequestHandlerMethod handler) {
		RequestHandlerMethod other = this.requests.putIfAbsent(nameOf(handler.getRequestType()), handler);
		if (other != null) {
			throw new IllegalStateException("Both %s and %s reply to requests of type %s: remove one of them"
				.formatted(other, handler, handler.getRequestType()));
		}
	}

	/**
	 * Return the types to read a message as, one for each that is declared by listeners.
	 * @param names the names of the types that the message has
	 * @return the types, none if nobody listens
	 */
	List<ResolvableType> find(List<String> names) {
		return withObject(names).flatMap((name) -> this.messages.getOrDefault(name, Set.of()).stream())
			.distinct()
			.toList();
	}

	/**
	 * Return the handler whose type is nearest to that of a request.
	 * @param names the names of the types that the request has
	 * @return the handler, or {@code null} if there is none
	 */
	@Nullable RequestHandlerMethod findHandler(List<String> names) {
		return withObject(names).filter(this.requests::containsKey).map(this.requests::get).findFirst().orElse(null);
	}

	private static Stream<String> withObject(List<String> names) {
		return Stream.concat(names.stream(), Stream.of(Object.class.getName()));
	}

	private static String nameOf(ResolvableType type) {
		return type.resolve(Object.class).getName();
	}

}
