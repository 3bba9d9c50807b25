package io.github.bootcluster.startup;

import org.jspecify.annotations.Nullable;

/**
 * A property of the cluster has a value that makes no sense.
 *
 * @since 0.1.0
 */
public class InvalidClusterPropertyException extends RuntimeException {

	private final String property;

	private final String value;

	private final String action;

	/**
	 * Create a new exception.
	 * @param property the name of the property
	 * @param value its value
	 * @param reason what is wrong with it
	 * @param action what to do about it, as an imperative
	 */
	public InvalidClusterPropertyException(String property, Object value, String reason, String action) {
		this(property, value, reason, action, null);
	}

	InvalidClusterPropertyException(String property, Object value, String reason, String action,
			@Nullable Throwable cause) {
		super("Property '%s' has the value '%s': %s".formatted(property, value, reason), cause);
		this.property = property;
		this.value = String.valueOf(value);
		this.action = action;
	}

	/**
	 * Return the name of the property.
	 * @return the name
	 */
	public String getProperty() {
		return this.property;
	}

	/**
	 * Return the value of the property.
	 * @return the value
	 */
	public String getValue() {
		return this.value;
	}

	/**
	 * Return what to do about it.
	 * @return a sentence
	 */
	public String getAction() {
		return this.action;
	}

}
