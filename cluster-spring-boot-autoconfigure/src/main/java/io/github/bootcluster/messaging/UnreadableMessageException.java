package io.github.bootcluster.messaging;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * A message is not JSON of the type that is listened for.
 */
class UnreadableMessageException extends IllegalArgumentException {

	UnreadableMessageException(Type type, String reason, @Nullable Throwable cause) {
		super("It cannot be read as %s: %s".formatted(type.getTypeName(), reason), cause);
	}

}
