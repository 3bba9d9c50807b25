package io.github.bootcluster.metrics;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A family of series as a part of a scrape in a text format: the lines of its head, then
 * those of its samples.
 *
 * @param scrape the scrape
 * @param name the name
 * @param type the type, or {@code null} if the head does not say
 * @param unit the unit, or {@code null} if the head does not say
 * @param head where the head begins
 * @param samples where the samples begin, which is where the head ends
 * @param end where the samples end
 */
record TextFamily(Scrape scrape, String name, @Nullable String type, @Nullable String unit, int head, int samples,
		int end) {

	boolean isLike(TextFamily other) {
		return Objects.equals(this.type, other.type) && Objects.equals(this.unit, other.unit);
	}

}
