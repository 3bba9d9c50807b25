package io.github.bootcluster.integration;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * Launches an application as a cluster, in a JVM of its own with the class path of the
 * tests. Of the web servers on it only Tomcat is left, unless told otherwise. With the
 * system property {@code bootcluster.test.steering=false} clusters drain without
 * steering, which is to make tests under load fail.
 */
final class ClusterLauncher {

	private static final List<String> ALL_BUT_TOMCAT = List.of(Server.TOMCAT.getOthers());

	private static final List<String> SMALL_AND_QUICK = List.of("-Xmx64m", "-XX:+UseSerialGC",
			"-XX:TieredStopAtLevel=1");

	private final Class<?> mainClass;

	private final Path directory;

	private final int port = findFreePort();

	private final List<String> prefix = new ArrayList<>();

	private final List<String> jvmArguments = new ArrayList<>(SMALL_AND_QUICK);

	private final Map<String, String> properties = new LinkedHashMap<>();

	private final List<String> arguments = new ArrayList<>();

	private final Map<String, String> environment = new LinkedHashMap<>();

	private Path javaHome = Jdks.current();

	private List<String> excludedJars = ALL_BUT_TOMCAT;

	/**
	 * Create a new launcher.
	 * @param mainClass the application
	 * @param directory an empty directory for the output and the channel
	 */
	ClusterLauncher(Class<?> mainClass, Path directory) {
		this.mainClass = mainClass;
		this.directory = directory;
		property("server.port", this.port);
		property("server.address", "127.0.0.1");
		property("cluster.workers", 2);
		property("cluster.channel.directory", directory.resolve("channel"));
		property("management.endpoints.web.exposure.include", "*");
		copyProperty("bootcluster.test.steering", "cluster.drain.steering");
	}

	private void copyProperty(String systemProperty, String name) {
		String value = System.getProperty(systemProperty);
		if (value != null) {
			property(name, value);
		}
	}

	// below the ports that clients get, which the load of another test might take
	private static int findFreePort() {
		return ThreadLocalRandom.current()
			.ints(15_000, 32_000)
			.filter(ClusterLauncher::isFree)
			.findFirst()
			.orElseThrow();
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

	ClusterLauncher workers(int workers) {
		return property("cluster.workers", workers);
	}

	/**
	 * Set a property by an application argument, {@code --name=value}.
	 * @param name the name
	 * @param value the value
	 * @return this launcher
	 */
	ClusterLauncher property(String name, Object value) {
		this.properties.put(name, value.toString());
		return this;
	}

	ClusterLauncher withoutProperty(String name) {
		this.properties.remove(name);
		return this;
	}

	ClusterLauncher arguments(String... arguments) {
		this.arguments.addAll(List.of(arguments));
		return this;
	}

	ClusterLauncher jvmArguments(String... arguments) {
		this.jvmArguments.addAll(List.of(arguments));
		return this;
	}

	/**
	 * Leave the size of the heap, and all else that makes a JVM small, to the JVM.
	 * @return this launcher
	 */
	ClusterLauncher withoutJvmArguments() {
		this.jvmArguments.clear();
		return this;
	}

	ClusterLauncher environment(String name, String value) {
		this.environment.put(name, value);
		return this;
	}

	ClusterLauncher javaHome(Path javaHome) {
		this.javaHome = javaHome;
		return this;
	}

	/**
	 * Leave jars out of the class path.
	 * @param names parts of the names of their files, instead of those of all web servers
	 * but Tomcat
	 * @return this launcher
	 */
	ClusterLauncher withoutJars(String... names) {
		this.excludedJars = List.of(names);
		return this;
	}

	/**
	 * Put a command in front of the java command, such as {@code setsid}.
	 * @param command the command and its arguments
	 * @return this launcher
	 */
	ClusterLauncher prefix(String... command) {
		this.prefix.addAll(List.of(command));
		return this;
	}

	int getPort() {
		return this.port;
	}

	/**
	 * Return the class path of this test run, without the excluded jars.
	 * @return the class path
	 */
	String getClassPath() {
		String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		return Arrays.stream(all.split(File.pathSeparator))
			.filter(this::isIncluded)
			.map((entry) -> Path.of(entry).toAbsolutePath().toString())
			.collect(Collectors.joining(File.pathSeparator));
	}

	private boolean isIncluded(String entry) {
		String name = Path.of(entry).getFileName().toString();
		return !name.endsWith(".jar") || this.excludedJars.stream().noneMatch(name::contains);
	}

	private List<String> getCommand() {
		List<String> command = new ArrayList<>(this.prefix);
		command.add(this.javaHome.resolve("bin/java").toString());
		command.addAll(this.jvmArguments);
		command.addAll(List.of("-cp", getClassPath(), this.mainClass.getName()));
		command.addAll(getArguments());
		return command;
	}

	private List<String> getArguments() {
		List<String> result = new ArrayList<>();
		this.properties.forEach((name, value) -> result.add("--" + name + "=" + value));
		result.addAll(this.arguments);
		return result;
	}

	/**
	 * Launch the application by its main class. Does not wait for anything.
	 * @return the running cluster, to be closed by the caller
	 */
	ClusterProcess start() {
		return start(getCommand());
	}

	/**
	 * Launch the application by a command of the caller's, such as {@code java -jar}.
	 * @param target the arguments of {@code java} that stand for the class path and the
	 * main class
	 * @return the running cluster, to be closed by the caller
	 */
	ClusterProcess startWith(String... target) {
		List<String> command = new ArrayList<>(this.prefix);
		command.add(this.javaHome.resolve("bin/java").toString());
		command.addAll(this.jvmArguments);
		command.addAll(List.of(target));
		command.addAll(getArguments());
		return start(command);
	}

	private ClusterProcess start(List<String> command) {
		try {
			Path channel = Files.createDirectories(this.directory.resolve("channel"));
			Path output = this.directory.resolve("output.txt");
			String mark = UUID.randomUUID().toString();
			ProcessBuilder builder = new ProcessBuilder(command).directory(this.directory.toFile())
				.redirectErrorStream(true)
				.redirectOutput(output.toFile());
			builder.environment().putAll(this.environment);
			builder.environment().put(MarkedProcesses.VARIABLE, mark);
			return new ClusterProcess(builder.start(), new MarkedProcesses(mark), this.port, output, channel);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
