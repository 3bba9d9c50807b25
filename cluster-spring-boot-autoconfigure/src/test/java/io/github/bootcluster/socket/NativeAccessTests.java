package io.github.bootcluster.socket;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link NativeAccess}.
 */
class NativeAccessTests {

	@Test
	@EnabledForJreRange(max = JRE.JAVA_21)
	void loadWhenNativeAccessNeedsNoPermissionReturnsCalls() {
		assertThat(NativeAccess.load()).isNotNull();
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_22)
	void loadReturnsCallsOnlyWhenNativeAccessIsEnabled() throws ReflectiveOperationException {
		boolean enabled = (boolean) Module.class.getMethod("isNativeAccessEnabled").invoke(getClass().getModule());
		assertThat(NativeAccess.load() != null).isEqualTo(enabled);
	}

	@Test
	void createWhenJnaIsAbsentFallsBackToCommand() throws Exception {
		try (URLClassLoader classLoader = withoutJna()) {
			Class<?> signals = classLoader.loadClass(ProcessSignals.class.getName());
			assertThat(signals.getMethod("create").invoke(null)).asString().contains("KillCommand");
		}
	}

	@Test
	void pidOfWhenJnaIsAbsentIsEmpty() throws Exception {
		try (URLClassLoader classLoader = withoutJna()) {
			Class<?> type = classLoader.loadClass(UnixSocketPeers.class.getName());
			Object peers = type.getConstructor(Path.class).newInstance(Path.of("socket"));
			Method pidOf = Arrays.stream(type.getMethods())
				.filter((method) -> method.getName().equals("pidOf"))
				.findFirst()
				.orElseThrow();
			try (java.nio.channels.SocketChannel channel = java.nio.channels.SocketChannel.open()) {
				assertThat(ReflectionUtils.invokeMethod(pidOf, peers, channel)).isEqualTo(OptionalLong.empty());
			}
		}
	}

	@Test
	void trimWhenJnaIsAbsentDoesNothing() throws Exception {
		try (URLClassLoader classLoader = withoutJna()) {
			Method trim = classLoader.loadClass(NativeHeap.class.getName()).getMethod("trim");
			assertThatNoException().isThrownBy(() -> trim.invoke(null));
		}
	}

	@Test
	void trimWhenTheLibraryIsThereReturns() {
		assertThatNoException().isThrownBy(NativeHeap::trim);
	}

	private URLClassLoader withoutJna() {
		URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.filter((path) -> !path.getFileName().toString().startsWith("jna-"))
			.map(this::toUrl)
			.toArray(URL[]::new);
		return new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader());
	}

	private URL toUrl(Path path) {
		try {
			return path.toUri().toURL();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
