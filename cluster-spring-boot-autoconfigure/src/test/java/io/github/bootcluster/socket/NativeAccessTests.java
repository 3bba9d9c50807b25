package io.github.bootcluster.socket;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/**
 * Tests for {@link NativeAccess}.
 */
@ExtendWith(OutputCaptureExtension.class)
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
	void sendWhenJnaIsAbsentFallsBackToCommandAndSaysWhatThatTakes(CapturedOutput output) throws Exception {
		try (URLClassLoader classLoader = withoutJna()) {
			Class<?> type = classLoader.loadClass(NotificationSocket.class.getName());
			Object socket = type.getMethod("find", Map.class).invoke(null, Map.of("NOTIFY_SOCKET", "@nobody-listens"));
			type.getMethod("send", String.class).invoke(socket, "READY=1");
			assertThat(output).contains("by the command 'systemd-notify', which takes NotifyAccess=all in the unit",
					"JNA (net.java.dev.jna:jna) is not on the class path");
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

	@Test
	void getObstacleWhenJnaIsAbsentSaysSo() throws Exception {
		try (URLClassLoader classLoader = withoutJna()) {
			assertThat(obstacle(classLoader)).isEqualTo("JNA (net.java.dev.jna:jna) is not on the class path");
		}
	}

	@Test
	void getObstacleWhenNativeLibraryCannotBeLoadedSaysSo() throws Exception {
		try (URLClassLoader classLoader = without("no-such-archive")) {
			assertThat(withoutNativeLibrary(() -> obstacle(classLoader)))
				.matches("(?s)JNA cannot load its native library: .+|Native access is not enabled .+");
		}
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_22)
	void getObstacleWhenNativeAccessIsNotEnabledNamesOption() throws Exception {
		boolean enabled = (boolean) Module.class.getMethod("isNativeAccessEnabled").invoke(getClass().getModule());
		assumeFalse(enabled, "Native access is enabled");
		assertThat(PortSteering.create().getObstacle())
			.isEqualTo("Native access is not enabled (--enable-native-access=ALL-UNNAMED enables it)");
	}

	private String obstacle(ClassLoader classLoader) throws ReflectiveOperationException {
		Class<?> type = classLoader.loadClass(PortSteering.class.getName());
		return (String) type.getMethod("getObstacle").invoke(type.getMethod("create").invoke(null));
	}

	private <T> T withoutNativeLibrary(Callable<T> action) throws Exception {
		List<String> switches = List.of("jna.nosys", "jna.nounpack");
		switches.forEach((name) -> System.setProperty(name, "true"));
		try {
			return action.call();
		}
		finally {
			switches.forEach(System::clearProperty);
		}
	}

	private URLClassLoader withoutJna() {
		return without("jna-");
	}

	private URLClassLoader without(String prefix) {
		URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.map(Path::of)
			.filter((path) -> !path.getFileName().toString().startsWith(prefix))
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
