package io.github.bootcluster.metrics;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A family of series as a part of a scrape in the binary format: a message of the type
 * {@code io.prometheus.client.MetricFamily}.
 *
 * @param scrape the scrape
 * @param message the message
 * @param name the name
 * @param type the number of the type
 * @param unit the unit, or {@code null} if there is none
 */
record ProtobufFamily(Scrape scrape, ProtobufMessage message, String name, long type, @Nullable String unit) {

	/**
	 * The number of the field that holds a series, of which there may be many.
	 */
	static final int METRIC = 4;

	private static final int NAME = 1;

	private static final int TYPE = 3;

	private static final int UNIT = 5;

	static ProtobufFamily of(Scrape scrape, ProtobufMessage message) {
		return new ProtobufFamily(scrape, message, Objects.requireNonNullElse(message.getString(NAME), ""),
				message.getNumber(TYPE), message.getString(UNIT));
	}

	boolean isLike(ProtobufFamily other) {
		return this.type == other.type && Objects.equals(this.unit, other.unit);
	}

}
