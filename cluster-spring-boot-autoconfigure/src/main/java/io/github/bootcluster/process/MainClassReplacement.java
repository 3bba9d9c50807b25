package io.github.bootcluster.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Lets workers run another main class of the same application.
 */
class MainClassReplacement {

	private static final Pattern LOADER = Pattern
		.compile("(org\\.springframework\\.boot\\.loader\\.(?:launch\\.)?)(?:Jar|War|Properties)Launcher");

	private final String mainClass;

	private final Path directory;

	/**
	 * Create a new replacement.
	 * @param mainClass the main class of the workers
	 * @param directory the working directory of the primary
	 */
	MainClassReplacement(String mainClass, Path directory) {
		this.mainClass = mainClass;
		this.directory = directory;
	}

	/**
	 * Replace the main class of a command.
	 * @param command the command of the primary
	 * @return the command
	 * @throws IllegalStateException if the application is a single source file
	 */
	JavaCommand apply(JavaCommand command) {
		JavaTarget target = command.target();
		if (target instanceof JavaTarget.JarFile jar) {
			return replaceJar(command, jar.path());
		}
		if (target instanceof JavaTarget.MainClass main) {
			return replaceClass(command, main.name());
		}
		if (target instanceof JavaTarget.Module module) {
			return command.withTarget(module.withMainClass(this.mainClass));
		}
		throw new IllegalStateException("Property 'cluster.worker.main-class' (%s) cannot be used with a source file"
			.formatted(this.mainClass));
	}

	private JavaCommand replaceJar(JavaCommand command, String path) {
		List<String> jvmArguments = new ArrayList<>(command.jvmArguments());
		jvmArguments.addAll(List.of("-cp", path));
		return replaceClass(command.withJvmArguments(jvmArguments), readMainClass(path));
	}

	private JavaCommand replaceClass(JavaCommand command, @Nullable String current) {
		Matcher loader = LOADER.matcher((current != null) ? current : "");
		return loader.matches() ? replaceStartClass(command, loader.group(1))
				: command.withTarget(new JavaTarget.MainClass(this.mainClass));
	}

	// the class is in a place that only the loader of an executable jar looks at
	private JavaCommand replaceStartClass(JavaCommand command, String loaderPackage) {
		List<String> jvmArguments = new ArrayList<>(command.jvmArguments());
		jvmArguments.add("-Dloader.main=" + this.mainClass);
		return command.withJvmArguments(jvmArguments)
			.withTarget(new JavaTarget.MainClass(loaderPackage + "PropertiesLauncher"));
	}

	// not Spring-Boot-Version: an extracted jar, which has no loader, keeps that
	private @Nullable String readMainClass(String path) {
		try (JarFile jar = new JarFile(this.directory.resolve(path).toFile())) {
			Manifest manifest = jar.getManifest();
			return (manifest != null) ? manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS) : null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Jar '%s' of the primary cannot be read".formatted(path), ex);
		}
	}

}
