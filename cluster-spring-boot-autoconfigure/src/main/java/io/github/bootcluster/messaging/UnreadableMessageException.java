package io.github.bootcluster.messaging;

import java.lang.reflect.Type;

/**
 * A message is not JSON of the type that is listened for.
 */
class UnreadableMessageException extends IllegalArgumentException {

	UnreadableMessageException(Type type, String reason, Throwable cause) {
		super("It cannot be read as %s: %s".formatted(type.getTypeName(), reason), cause);
	}

}
