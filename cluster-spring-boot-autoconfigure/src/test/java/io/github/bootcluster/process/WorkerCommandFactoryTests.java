package io.github.bootcluster.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerCommandFactory}.
 */
class WorkerCommandFactoryTests {

	@TempDir
	Path root;

	private TestJvm jvm;

	private WorkerLaunchOptions options = WorkerLaunchOptions.none();

	private int javaVersion = 17;

	@BeforeEach
	void setUp() {
		this.jvm = new TestJvm(this.root);
	}

	@Test
	void createFromJar() {
		this.jvm.commandLine("java", "-Da=b", "-jar", "app.jar", "--server.port=0", "");
		WorkerCommand command = create(Map.of());
		assertThat(command.command()).containsExactly(java(), "-XX:MaxRAMPercentage=18.75",
				"-XX:+ExitOnOutOfMemoryError", "-Da=b", "-jar", "app.jar", "--server.port=0", "");
		assertThat(command.environment()).isEmpty();
		assertThat(command.workingDirectory()).isNull();
		assertThat(command.notes()).isEmpty();
	}

	@Test
	void createWhenJavaWarnsAboutNativeAccessAllowsIt() {
		this.javaVersion = 25;
		this.jvm.commandLine("java", "-cp", "a:b", "Main");
		assertThat(create(Map.of()).command()).containsExactly(java(), "-XX:MaxRAMPercentage=18.75",
				"-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "-cp", "a:b", "Main");
	}

	@Test
	void createOrdersArgumentsSoThatTheUserWins() {
		this.options = new WorkerLaunchOptions(List.of("-Dworker={id}", "-Xmx{id}g"), List.of("--id={id}", "{id}{id}"),
				Map.of("NAME", "w{id}"), null, null);
		this.jvm.commandLine("java", "-Dworker=none", "-m", "app/Main", "x");
		Map<String, String> handOver = new LinkedHashMap<>();
		handOver.put("cluster.id", "2");
		handOver.put("cluster.channel", "/run/a b");
		WorkerCommand command = create(handOver);
		assertThat(command.command()).containsExactly(java(), "-XX:+ExitOnOutOfMemoryError", "-Dworker=none",
				"-Dcluster.id=2", "-Dcluster.channel=/run/a b", "-Dworker=2", "-Xmx2g", "-m", "app/Main", "x", "--id=2",
				"22");
		assertThat(command.environment()).isEqualTo(Map.of("NAME", "w2"));
	}

	@Test
	void createAdaptsArgumentsAndVariables() {
		this.jvm.environment("JAVA_TOOL_OPTIONS", "-Xmx1g -agentlib:jdwp=server=y,address=5005")
			.environment("JDK_JAVA_OPTIONS", "'-Xlog:gc:my gc.log'")
			.environment("_JAVA_OPTIONS", "-Duntouched")
			.commandLine("java", "-Dcom.sun.management.jmxremote.port=9010", "Main");
		WorkerCommand command = create(Map.of());
		assertThat(command.command()).containsExactly(java(), "-XX:+ExitOnOutOfMemoryError",
				"-Dcom.sun.management.jmxremote.port=9012", "Main");
		assertThat(command.environment()).isEqualTo(Map.of("JAVA_TOOL_OPTIONS",
				"-Xmx1g -agentlib:jdwp=server=y,address=5007", "JDK_JAVA_OPTIONS", "\"-Xlog:gc:my gc-worker-2.log\""));
	}

	@Test
	void createWhenDebuggerWaitsForOneJvmSaysSo() {
		this.jvm.environment("JAVA_TOOL_OPTIONS", "-agentlib:jdwp=transport=dt_socket,address=localhost:4000")
			.commandLine("java", "-Xmx1g", "Main");
		WorkerCommand command = create(Map.of());
		assertThat(command.environment()).isEqualTo(Map.of("JAVA_TOOL_OPTIONS", ""));
		assertThat(command.notes()).singleElement().asString().contains("Worker 2");
	}

	@Test
	void createKnowsDefaultsThatTheEnvironmentSets() {
		this.jvm.environment("JAVA_TOOL_OPTIONS", "-XX:MaxRAMPercentage=60")
			.environment("_JAVA_OPTIONS", "-XX:-ExitOnOutOfMemoryError")
			.commandLine("java", "Main");
		assertThat(create(Map.of()).command()).containsExactly(java(), "Main");
	}

	@Test
	void createKnowsDefaultsThatTheEnvironmentOfWorkersSets() {
		this.options = new WorkerLaunchOptions(List.of(), List.of(), Map.of("JAVA_TOOL_OPTIONS", "-Xmx{id}g"), null,
				null);
		this.jvm.environment("JAVA_TOOL_OPTIONS", "-XX:+CrashOnOutOfMemoryError -Xloggc:gc.log")
			.commandLine("java", "Main");
		WorkerCommand command = create(Map.of());
		assertThat(command.command()).containsExactly(java(), "-XX:+ExitOnOutOfMemoryError", "Main");
		assertThat(command.environment()).isEqualTo(Map.of("JAVA_TOOL_OPTIONS", "-Xmx2g"));
	}

	@Test
	void createExpandsArgumentFilesOfThePrimaryAndOfWorkers() {
		this.options = new WorkerLaunchOptions(List.of("@worker-{id}.args"), List.of("@arg"), Map.of(), null, null);
		this.jvm.file("app.args", "-Da 'Main' \"b c\"")
			.file("worker-2.args", "-Xmx2g")
			.commandLine("java", "@app.args", "@x");
		assertThat(create(Map.of()).command()).containsExactly(java(), "-XX:+ExitOnOutOfMemoryError", "-Da", "-Xmx2g",
				"Main", "b c", "@x", "@arg");
	}

	@Test
	void createWhenWorkingDirectoryIsSetKeepsThePathsOfThePrimary() throws IOException {
		this.options = new WorkerLaunchOptions(List.of("-javaagent:own.jar"), List.of(), Map.of(), null,
				Path.of("worker"));
		this.jvm.environment("CLASSPATH", "lib.jar")
			.commandLine("java", "-Xmx1g", "-javaagent:agent.jar", "-jar", "app.jar");
		Path primary = this.jvm.getWorkingDirectory().toRealPath();
		WorkerCommand command = create(Map.of());
		assertThat(command.command()).containsExactly(java(), "-XX:+ExitOnOutOfMemoryError", "-Xmx1g",
				"-javaagent:" + primary.resolve("agent.jar"), "-javaagent:own.jar", "-jar",
				primary.resolve("app.jar").toString());
		assertThat(command.environment()).isEqualTo(Map.of("CLASSPATH", primary.resolve("lib.jar").toString()));
		assertThat(command.workingDirectory()).isEqualTo(primary.resolve("worker"));
	}

	@Test
	void createWhenMainClassIsSetReplacesIt() {
		this.options = new WorkerLaunchOptions(List.of(), List.of(), Map.of(), "other.Main", null);
		this.jvm.commandLine("java", "-Xmx1g", "-cp", "a", "com.example.Main", "x");
		assertThat(create(Map.of()).command()).containsExactly(java(), "-XX:+ExitOnOutOfMemoryError", "-Xmx1g", "-cp",
				"a", "other.Main", "x");
	}

	@Test
	void createWhenClassPathIsLongerThanTheKernelTakesUsesFile() throws IOException {
		String classPath = "/lib/some.jar:".repeat(10_000);
		this.jvm.commandLine("java", "-Xmx1g", "-cp", classPath, "Main", "@x", "b c");
		assertThat(classPath.length()).isGreaterThan(128 * 1024);
		Path file = this.root.resolve("worker-2.args");
		assertThat(create(Map.of("id", "2")).command()).containsExactly(java(), "@" + file);
		assertThat(ArgumentFileTokenizer.tokenize(Files.readAllBytes(file), StandardCharsets.UTF_8))
			.containsExactly("-XX:+ExitOnOutOfMemoryError", "-Xmx1g", "-cp", classPath, "-Did=2", "Main", "@x", "b c");
	}

	@Test
	void heapShareIsThatOfTheWorkers() {
		this.jvm.commandLine("java", "Main");
		assertThat(newFactory().getHeapShare(5).toArgument()).isEqualTo("-XX:MaxRAMPercentage=15.0");
	}

	@Test
	void heapShareWhenHeapIsSetForWorkersIsExplicit() {
		this.options = new WorkerLaunchOptions(List.of("-Xmx2g"), List.of(), Map.of(), null, null);
		this.jvm.commandLine("java", "-Xmx1g", "Main");
		assertThat(newFactory().getHeapShare(5).setting()).isEqualTo("-Xmx2g");
	}

	@Test
	void generationKeepsWhatLinksAndFilesWereWhenItBegan() throws IOException {
		Path releases = Files.createDirectories(this.root.toRealPath().resolve("releases"));
		Path first = Files.createFile(releases.resolve("1.jar"));
		Path second = Files.createFile(releases.resolve("2.jar"));
		Path link = Files.createSymbolicLink(releases.resolve("current.jar"), first);
		this.jvm.file("options", "-Dversion=1")
			.commandLine("java", "-Xmx1g", "@options", "-cp", link.toString(), "Main");
		WorkerCommandFactory factory = newFactory();
		GenerationLaunch generation = factory.read(1);
		Files.delete(link);
		Files.createSymbolicLink(link, second);
		this.jvm.file("options", "-Dversion=2");
		assertThat(factory.create(generation, 1, 2, Map.of()).command()).contains("-Dversion=1", first.toString());
		assertThat(factory.create(factory.read(2), 1, 2, Map.of()).command()).contains("-Dversion=2",
				second.toString());
	}

	@Test
	void createWhenAnArchiveOfClassesIsGivenStaysWithTheJar() throws IOException {
		Path jar = this.root.toRealPath().resolve("app.jar");
		new JarOutputStream(Files.newOutputStream(jar), manifest()).close();
		this.jvm.commandLine("java", "-XX:SharedArchiveFile=app.jsa", "-jar", jar.toString());
		WorkerCommand command = create(Map.of());
		assertThat(command.command()).contains(jar.toString());
		assertThat(command.notes()).singleElement().asString().contains("Workers run from " + jar, "'mv' only");
	}

	@Test
	void createWhenJarIsSelfContainedRunsFromACopyThatEndsWithTheGeneration() throws IOException {
		Path jar = this.root.toRealPath().resolve("app.jar");
		new JarOutputStream(Files.newOutputStream(jar), manifest()).close();
		this.jvm.commandLine("java", "-jar", jar.toString());
		Path copy = this.root.resolve("generation-3/app.jar");
		WorkerCommandFactory factory = newFactory();
		GenerationLaunch generation = factory.read(3);
		assertThat(factory.create(generation, 1, 2, Map.of()).command()).contains(copy.toString());
		assertThat(copy).hasSameBinaryContentAs(jar);
		generation.close();
		assertThat(copy).doesNotExist();
	}

	private static Manifest manifest() {
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		return manifest;
	}

	private WorkerCommand create(Map<String, String> systemProperties) {
		WorkerCommandFactory factory = newFactory();
		return factory.create(factory.read(1), 2, 4, systemProperties);
	}

	private WorkerCommandFactory newFactory() {
		CommandLine commandLine = new CommandLine(this.root, StandardCharsets.UTF_8, StandardCharsets.UTF_8);
		return new WorkerCommandFactory(this.jvm.toRuntime(), this.options, this.root, commandLine, this.javaVersion);
	}

	private String java() {
		return this.jvm.getJava().toString();
	}

}
