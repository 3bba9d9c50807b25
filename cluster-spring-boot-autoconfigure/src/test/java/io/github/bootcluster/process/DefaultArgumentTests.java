package io.github.bootcluster.process;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OutOfMemoryDefault} and {@link NativeAccessDefault}.
 */
class DefaultArgumentTests {

	@Test
	void outOfMemoryWhenNothingIsSaidEndsTheWorker() {
		assertThat(new OutOfMemoryDefault().get(List.of("-XX:+HeapDumpOnOutOfMemoryError"), 2))
			.isEqualTo("-XX:+ExitOnOutOfMemoryError");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-XX:+ExitOnOutOfMemoryError", "-XX:-ExitOnOutOfMemoryError",
			"-XX:+CrashOnOutOfMemoryError", "-XX:OnOutOfMemoryError=kill -9 %p" })
	void outOfMemoryWhenSomethingIsSaidAddsNothing(String argument) {
		assertThat(new OutOfMemoryDefault().get(List.of("-Da", argument), 2)).isNull();
	}

	@Test
	void nativeAccessWhenJavaDoesNotWarnAddsNothing() {
		assertThat(new NativeAccessDefault(21).get(List.of(), 2)).isNull();
	}

	@Test
	void nativeAccessWhenJavaWarnsIsAllowed() {
		List<String> given = List.of("--enable-native-access=app", "--enable-native-access", "other", "ALL-UNNAMED");
		assertThat(new NativeAccessDefault(22).get(given, 2)).isEqualTo("--enable-native-access=ALL-UNNAMED");
	}

	@Test
	void nativeAccessWhenGivenAddsNothing() {
		NativeAccessDefault nativeAccess = new NativeAccessDefault(25);
		assertThat(nativeAccess.get(List.of("--enable-native-access=app,ALL-UNNAMED"), 2)).isNull();
		assertThat(nativeAccess.get(List.of("--enable-native-access", "ALL-UNNAMED"), 2)).isNull();
	}

}
