package io.github.bootcluster.socket;

import org.jspecify.annotations.Nullable;

/**
 * Native code cannot be used. The message says why, and what would help.
 */
final class NativeAccessException extends Exception {

	NativeAccessException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
