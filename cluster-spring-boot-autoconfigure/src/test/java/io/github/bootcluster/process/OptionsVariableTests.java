package io.github.bootcluster.process;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OptionsVariable}.
 */
class OptionsVariableTests {

	@ParameterizedTest
	@MethodSource
	void parse(String value, List<String> expected) {
		assertThat(OptionsVariable.parse(value)).isEqualTo(expected);
	}

	static Stream<Arguments> parse() {
		return Stream.of(Arguments.of("", List.of()), Arguments.of("  ", List.of()),
				Arguments.of(" -Xmx1g\t-Da=b\n-Dc ", List.of("-Xmx1g", "-Da=b", "-Dc")),
				Arguments.of("-Da=\"b c\" '-Dd=e f'", List.of("-Da=b c", "-Dd=e f")),
				Arguments.of("-Da=\"it's\" -Db='say \"x\"'", List.of("-Da=it's", "-Db=say \"x\"")),
				Arguments.of("-Da=c:\\n -Db='$1 \\'", List.of("-Da=c:\\n", "-Db=$1 \\")),
				Arguments.of("-Da=\"open end", List.of("-Da=open end")), Arguments.of("'' x", List.of("", "x")));
	}

	@ParameterizedTest
	@MethodSource
	void formatIsReadBack(String option) {
		List<String> options = List.of("-Dfirst", option, "-Dlast");
		assertThat(OptionsVariable.parse(OptionsVariable.format(options))).isEqualTo(options);
	}

	static Stream<String> formatIsReadBack() {
		return Stream.of("", "plain", "a b", "it's", "say \"x\" 'y'", "\"", "'", "tab\tline\nfeed", "\u00fc \\ $1");
	}

}
