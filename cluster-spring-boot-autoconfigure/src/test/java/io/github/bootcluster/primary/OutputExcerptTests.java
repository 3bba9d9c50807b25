package io.github.bootcluster.primary;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OutputExcerpt}.
 */
class OutputExcerptTests {

	@Test
	void whenOutputFitsIsAllOfIt() {
		assertThat(new OutputExcerpt(64 * 1024).of(List.of("one", "", "three"))).containsExactly("one", "", "three");
	}

	@Test
	void whenOutputDoesNotFitIsItsEnd() {
		List<String> lines = IntStream.range(0, 100).mapToObj((line) -> "\0".repeat(1000)).toList();
		List<String> excerpt = new OutputExcerpt(64 * 1024).of(lines);
		assertThat(excerpt).hasSize((64 * 1024 - 256) / 6003);
	}

	@Test
	void whenLastLineDoesNotFitIsEmpty() {
		assertThat(new OutputExcerpt(1024).of(List.of("one", "x".repeat(1000)))).isEmpty();
	}

}
