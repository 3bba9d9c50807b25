package io.github.bootcluster.integration.app.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Request with all that JSON makes difficult.
 *
 * @param behavior what its handler does
 * @param time a time
 * @param nested something nested
 * @param nothing nothing
 */
record Question(String behavior, Instant time, Map<String, List<Question>> nested, @Nullable String nothing) {

	static Question of(String behavior) {
		Question inner = new Question("", Instant.MAX, Map.of(), null);
		return new Question(behavior, Instant.parse("2026-11-21T10:15:30.123456789Z"), Map.of("ключ", List.of(inner)),
				null);
	}

}
