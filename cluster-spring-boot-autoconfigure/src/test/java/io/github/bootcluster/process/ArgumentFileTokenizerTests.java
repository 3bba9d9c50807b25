package io.github.bootcluster.process;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ArgumentFileTokenizer}.
 */
class ArgumentFileTokenizerTests {

	@ParameterizedTest
	@MethodSource
	void tokenize(String content, List<String> expected) {
		assertThat(tokens(content)).isEqualTo(expected);
	}

	static Stream<Arguments> tokenize() {
		return Stream.of(Arguments.of("", List.of()), Arguments.of(" \t\r\n\f", List.of()),
				Arguments.of("-cp a.jar\nMain", List.of("-cp", "a.jar", "Main")),
				Arguments.of("a\tb\fc\rd\r\ne", List.of("a", "b", "c", "d", "e")),
				Arguments.of("\"Furious 5\"\fand\t'Shi Fu'", List.of("Furious 5", "and", "Shi Fu")),
				Arguments.of("\"it's\" 'say \"x\"' p\"q r\"s", List.of("it's", "say \"x\"", "pq rs")),
				Arguments.of("'a''b'", List.of("ab")), Arguments.of("\"\" x '' ", List.of("", "x", "")),
				Arguments.of("x \"\"", List.of("x")), Arguments.of("\"a\\nb\\rc\\td\\fe\"", List.of("a\nb\rc\td\fe")),
				Arguments.of("\"\\a\\9\\\\\\\"\\'\"", List.of("a9\\\"'")),
				Arguments.of("c:\\dir\\n \\\"q\"", List.of("c:\\dir\\n", "\\q")),
				Arguments.of("\"one \\\n   two\\\r\n\t three\"", List.of("one twothree")),
				Arguments.of("\"open \n  quote", List.of("open ", "quote")), Arguments.of("\"open", List.of("open")),
				Arguments.of("# comment\na #b\n'#c' \"d#\" # e", List.of("a", "#c", "d#")),
				Arguments.of("a#b\nc", List.of("c")), Arguments.of("\"a b\"c#d\ne", List.of("a be")),
				Arguments.of("@other", List.of("@other")), Arguments.of("\"a\\", List.of()),
				Arguments.of("'\u00fc \u65e5\u672c'", List.of("\u00fc \u65e5\u672c")));
	}

	@Test
	void tokenizeDecodesWithTheCharset() {
		byte[] content = "gr\u00fc\u00df 'e x'".getBytes(StandardCharsets.ISO_8859_1);
		assertThat(ArgumentFileTokenizer.tokenize(content, StandardCharsets.ISO_8859_1))
			.containsExactly("gr\u00fc\u00df", "e x");
	}

	private List<String> tokens(String content) {
		return ArgumentFileTokenizer.tokenize(content.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
	}

}
