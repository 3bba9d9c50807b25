package io.github.bootcluster.integration;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

import javax.management.JMX;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

import io.github.bootcluster.integration.launch.echo.EchoApplication;
import io.github.bootcluster.integration.launch.echo.HexText;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for what workers get from the launch of their primary, and for what
 * is their own.
 */
class WorkerLaunchIT {

	private static final List<String> ARGUMENTS = List.of("two words", "", "\"quoted\" and 'single'", "back\\slash\\",
			"$HOME `id` *", "grüße 日本 \uD83D\uDE80", "#comment", "two\nlines", "tab\there", "@no-file", "--trailing=");

	@TempDir
	private static Path directory;

	private static int debuggerPort;

	private static int jmxPort;

	private static ClusterProcess cluster;

	private static Map<Integer, JsonNode> workers;

	@BeforeAll
	static void start() throws IOException {
		debuggerPort = FreePorts.findConsecutive(3);
		jmxPort = FreePorts.findConsecutive(3);
		cluster = newLauncher().start().awaitListening(2);
		workers = askWorkers();
	}

	private static ClusterLauncher newLauncher() throws IOException {
		return new ClusterLauncher(EchoApplication.class, directory)
			.prefix("sh", ShellScript.write(directory.resolve("start.sh"), ARGUMENTS).toString())
			.environment("LC_ALL", "C.UTF-8")
			.environment("JAVA_TOOL_OPTIONS", "-Dfrom.tool.options=1")
			.environment("JDK_JAVA_OPTIONS", "-Dfrom.jdk.options=1 '-Dwith.space=a b'")
			.jvmArguments("-Xlog:gc:file=gc.log")
			.jvmArguments("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + debuggerPort)
			.jvmArguments("-Dcom.sun.management.jmxremote.port=" + jmxPort,
					"-Dcom.sun.management.jmxremote.authenticate=false", "-Dcom.sun.management.jmxremote.ssl=false",
					"-Dcom.sun.management.jmxremote.host=127.0.0.1", "-Djava.rmi.server.hostname=127.0.0.1")
			.property("logging.file.name", "logs/application.log")
			.property("cluster.worker.jvm-arguments[0]", "-Dworker.name=worker-{id}")
			.property("cluster.worker.arguments[0]", "--worker.number={id}")
			.property("cluster.worker.environment.WORKER_NAME", "worker {id}");
	}

	private static Map<Integer, JsonNode> askWorkers() {
		Collection<JsonNode> answers = EveryWorker
			.ask(cluster, () -> cluster.client().getJson("/launch"), (launch) -> launch.get("pid").asLong())
			.values();
		Map<Integer, JsonNode> result = new TreeMap<>();
		answers.forEach((launch) -> result.put(launch.get("workerId").asInt(), launch));
		return result;
	}

	@AfterAll
	static void stop() {
		if (cluster != null) {
			cluster.close();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void argumentsArriveAsTheyAre(int id) {
		assertThat(strings(id, "arguments")).containsSubsequence(HexText.of(ARGUMENTS));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void idIsReplacedInArgumentsOfWorker(int id) {
		assertThat(strings(id, "jvmArguments")).contains("-Dworker.name=worker-" + id);
		assertThat(strings(id, "arguments")).endsWith(HexText.of(List.of("--worker.number=" + id)).get(0));
		assertThat(workers.get(id).at("/environment/WORKER_NAME").asString()).isEqualTo("worker " + id);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void optionsInEnvironmentAreAppliedOnce(int id) {
		assertThat(strings(id, "jvmArguments")).containsOnlyOnce("-Dfrom.tool.options=1", "-Dfrom.jdk.options=1",
				"-Dwith.space=a b");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void explicitHeapIsLeftAlone(int id) {
		assertThat(strings(id, "jvmArguments")).contains("-Xmx64m")
			.noneMatch((argument) -> argument.contains("MaxRAMPercentage"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void collectionsAreLoggedToFileOfWorker(int id) {
		assertThat(directory.resolve("gc-worker-%d.log".formatted(id))).content().contains("Using Serial");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void logIsWrittenToFileOfWorker(int id) {
		assertThat(directory.resolve("logs/application-worker-%d.log".formatted(id))).content()
			.contains("Starting EchoApplication", "with PID " + pid(id))
			.doesNotContain("with PID " + pid(3 - id));
	}

	@Test
	void primaryLogsToFileThatWasNamed() {
		assertThat(directory.resolve("logs/application.log")).content()
			.contains("with PID " + cluster.pid(), "Worker 1 (PID " + pid(1) + ") is listening");
		assertThat(directory.resolve("gc.log")).content().contains("Using Serial");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2 })
	void debuggerListensOnPortOfEachProcess(int id) throws IOException {
		assertThat(shakeHandsWithDebugger(debuggerPort + id)).isEqualTo("JDWP-Handshake");
	}

	private String shakeHandsWithDebugger(int port) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
				OutputStream output = socket.getOutputStream();
				InputStream input = socket.getInputStream()) {
			byte[] greeting = "JDWP-Handshake".getBytes(StandardCharsets.US_ASCII);
			output.write(greeting);
			return new String(input.readNBytes(greeting.length), StandardCharsets.US_ASCII);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void jmxIsServedOnPortOfWorker(int id) throws Exception {
		assertThat(askPidOverJmx(jmxPort + id)).isEqualTo(pid(id));
	}

	@Test
	void jmxOfPrimaryIsServedOnPortThatWasNamed() throws Exception {
		assertThat(askPidOverJmx(jmxPort)).isEqualTo(cluster.pid());
	}

	private long askPidOverJmx(int port) throws Exception {
		JMXServiceURL url = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:%d/jmxrmi".formatted(port));
		try (JMXConnector connector = JMXConnectorFactory.connect(url)) {
			return JMX
				.newMXBeanProxy(connector.getMBeanServerConnection(),
						ManagementFactory.getRuntimeMXBean().getObjectName(), RuntimeMXBean.class)
				.getPid();
		}
	}

	private static long pid(int id) {
		return workers.get(id).get("pid").asLong();
	}

	private static List<String> strings(int id, String field) {
		return StreamSupport.stream(workers.get(id).get(field).spliterator(), false).map(JsonNode::asString).toList();
	}

}
