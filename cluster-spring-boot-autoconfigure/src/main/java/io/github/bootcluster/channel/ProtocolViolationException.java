package io.github.bootcluster.channel;

import java.io.IOException;

/**
 * Thrown when the other side sent what it must not send. The message is one line and
 * short, whatever the other side sent.
 */
public class ProtocolViolationException extends IOException {

	private static final int MAX_LENGTH = 300;

	/**
	 * Create a new exception.
	 * @param message what was sent, or what is wrong with it
	 */
	public ProtocolViolationException(String message) {
		super(toLine(message));
	}

	private static String toLine(String message) {
		String line = message.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ");
		return (line.length() > MAX_LENGTH) ? line.substring(0, MAX_LENGTH) + "..." : line;
	}

}
