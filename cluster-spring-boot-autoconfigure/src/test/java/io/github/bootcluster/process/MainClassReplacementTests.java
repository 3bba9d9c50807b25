package io.github.bootcluster.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link MainClassReplacement}.
 */
class MainClassReplacementTests {

	private static final String LAUNCHER_PACKAGE = "org.springframework.boot.loader.launch.";

	@TempDir
	Path directory;

	@Test
	void applyToClassReplacesIt() {
		assertThat(apply(new JavaTarget.MainClass("com.example.Main"))).containsExactly("java", "-Da", "other.Main",
				"x");
	}

	@Test
	void applyToModuleReplacesItsClass() {
		assertThat(apply(new JavaTarget.Module("app/com.example.Main"))).containsExactly("java", "-Da", "-m",
				"app/other.Main", "x");
		assertThat(apply(new JavaTarget.Module("app"))).containsExactly("java", "-Da", "-m", "app/other.Main", "x");
	}

	@Test
	void applyToExecutableJarUsesItsLoader() throws IOException {
		writeJar(LAUNCHER_PACKAGE + "JarLauncher");
		assertThat(apply(new JavaTarget.JarFile("app.jar"))).containsExactly("java", "-Da", "-cp", "app.jar",
				"-Dloader.main=other.Main", LAUNCHER_PACKAGE + "PropertiesLauncher", "x");
	}

	@Test
	void applyToLoaderOnTheClassPathUsesTheLoader() {
		assertThat(apply(new JavaTarget.MainClass(LAUNCHER_PACKAGE + "JarLauncher"))).containsExactly("java", "-Da",
				"-Dloader.main=other.Main", LAUNCHER_PACKAGE + "PropertiesLauncher", "x");
	}

	@Test
	void applyToPlainJarUsesItAsClassPath() throws IOException {
		writeJar("com.example.Main");
		assertThat(apply(new JavaTarget.JarFile("app.jar"))).containsExactly("java", "-Da", "-cp", "app.jar",
				"other.Main", "x");
	}

	@Test
	void applyToMissingJarThrows() {
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> apply(new JavaTarget.JarFile("none.jar")))
			.withMessageContaining("none.jar");
	}

	@Test
	void applyToSourceFileThrows() {
		assertThatIllegalStateException().isThrownBy(() -> apply(new JavaTarget.SourceFile("Main.java")))
			.withMessageContaining("cluster.worker.main-class");
	}

	private List<String> apply(JavaTarget target) {
		JavaCommand command = new JavaCommand(Path.of("java"), List.of("-Da"), target, List.of("x"));
		return new MainClassReplacement("other.Main", this.directory).apply(command).toArguments();
	}

	private void writeJar(String mainClass) throws IOException {
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
		manifest.getMainAttributes().putValue("Spring-Boot-Version", "4.1.1");
		new JarOutputStream(Files.newOutputStream(this.directory.resolve("app.jar")), manifest).close();
	}

}
