package io.github.bootcluster.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A running cluster: a primary that was launched by a test, and its workers. Closing it
 * stops it the way a user would, and fails if anything is left.
 */
final class ClusterProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Process process;

	private final MarkedProcesses processes;

	private final ClusterClient client;

	private final Path output;

	private final Path channelDirectory;

	ClusterProcess(Process process, MarkedProcesses processes, int port, Path output, Path channelDirectory) {
		this.process = process;
		this.processes = processes;
		this.client = new ClusterClient(port);
		this.output = output;
		this.channelDirectory = channelDirectory;
	}

	/**
	 * Return the same cluster, asked on another port. Either of the two is to be closed.
	 * @param port the port
	 * @return the cluster
	 */
	ClusterProcess on(int port) {
		return new ClusterProcess(this.process, this.processes, port, this.output, this.channelDirectory);
	}

	/**
	 * Return the pid of the process that was launched, which is the primary.
	 * @return the pid
	 */
	long pid() {
		return this.process.pid();
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	ClusterClient client() {
		return this.client;
	}

	Path getChannelDirectory() {
		return this.channelDirectory;
	}

	/**
	 * Return what the primary and the workers have written so far.
	 * @return the text
	 */
	String output() {
		try {
			return Files.readString(this.output, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	List<String> outputLines() {
		return output().lines().toList();
	}

	/**
	 * Return the lines without the names of workers that were put in front of them.
	 * @return the lines as they were written
	 */
	List<String> writtenLines() {
		return output().lines().map((line) -> line.replaceFirst("^\\[worker-\\d+] ", "")).toList();
	}

	/**
	 * Return the pids of all processes of this cluster that are alive, the primary's
	 * included.
	 * @return the pids
	 */
	List<Long> pids() {
		return this.processes.find().stream().map(ProcessHandle::pid).toList();
	}

	/**
	 * Return the state of the cluster as the endpoint shows it.
	 * @return the JSON
	 */
	JsonNode status() {
		return this.client.getJson("/actuator/cluster");
	}

	/**
	 * Return the state of one worker as the endpoint shows it.
	 * @param id the id
	 * @return the JSON
	 */
	JsonNode worker(int id) {
		return this.client.getJson("/actuator/cluster/" + id);
	}

	long pidOfWorker(int id) {
		return worker(id).get("pid").asLong();
	}

	/**
	 * Return the pids of the workers that listen, by id.
	 * @return the pids
	 */
	Map<Integer, Long> listeningPids() {
		Map<Integer, Long> pids = new TreeMap<>();
		for (JsonNode instance : status().get("instances")) {
			if (instance.get("state").asString().equals("LISTENING")) {
				pids.put(instance.get("id").asInt(), instance.get("pid").asLong());
			}
		}
		return pids;
	}

	/**
	 * Wait until the given number of workers is there and all of them listen.
	 * @param workers the number
	 * @return this cluster
	 */
	ClusterProcess awaitListening(int workers) {
		awaitStatus("%d workers listen".formatted(workers), (status) -> status.at("/workers/desired").asInt() == workers
				&& status.at("/workers/listening").asInt() == workers && status.get("instances").size() == workers);
		return this;
	}

	/**
	 * Wait until the endpoint shows something. An endpoint that does not answer is asked
	 * again, unless the primary has ended.
	 * @param description what is waited for
	 * @param condition whether it is there
	 * @return the state that fulfils the condition
	 */
	JsonNode awaitStatus(String description, Predicate<JsonNode> condition) {
		JsonNode[] last = new JsonNode[1];
		await(description, () -> {
			requireAlive();
			last[0] = this.client.findJson("/actuator/cluster").orElse(last[0]);
			return last[0] != null && condition.test(last[0]);
		}, () -> "last status: " + last[0]);
		return last[0];
	}

	JsonNode awaitWorker(int id, String description, Predicate<JsonNode> condition) {
		JsonNode status = awaitStatus("worker %d: %s".formatted(id, description),
				(candidate) -> condition.test(instance(candidate, id)));
		return instance(status, id);
	}

	private static JsonNode instance(JsonNode status, int id) {
		for (JsonNode instance : status.get("instances")) {
			if (instance.get("id").asInt() == id) {
				return instance;
			}
		}
		return status.path("missing");
	}

	/**
	 * Wait until a worker with another pid listens under an id.
	 * @param id the id
	 * @param oldPid the pid that is to be replaced
	 * @return the worker as the endpoint shows it
	 */
	JsonNode awaitReplacement(int id, long oldPid) {
		return awaitWorker(id, "PID %d is replaced".formatted(oldPid),
				(worker) -> worker.path("state").asString("").equals("LISTENING")
						&& worker.path("pid").asLong() != oldPid);
	}

	void awaitOutput(String part) {
		await("output contains '%s'".formatted(part), () -> output().contains(part), () -> "");
	}

	void await(String description, Callable<Boolean> condition) {
		await(description, condition, () -> "");
	}

	private void await(String description, Callable<Boolean> condition, Callable<String> details) {
		try {
			Awaitility.await(description)
				.atMost(PATIENCE)
				.pollDelay(Duration.ZERO)
				.pollInterval(Duration.ofMillis(50))
				.until(condition);
		}
		catch (ConditionTimeoutException ex) {
			throw new AssertionError("%s%n%s%nOutput:%n%s".formatted(ex.getMessage(), call(details), output()), ex);
		}
	}

	private static String call(Callable<String> callable) {
		try {
			return callable.call();
		}
		catch (Exception ex) {
			return ex.toString();
		}
	}

	private void requireAlive() {
		if (!this.process.isAlive()) {
			throw new AssertionError(
					"The primary has ended with %d%nOutput:%n%s".formatted(this.process.exitValue(), output()));
		}
	}

	/**
	 * Wait until the primary has ended.
	 * @return its exit code
	 */
	int awaitExit() {
		try {
			assertThat(this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
				.as(() -> "Primary ends. Output:\n" + output())
				.isTrue();
			return this.process.exitValue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Wait until no process of this cluster is left, and no file of its channel.
	 */
	void awaitNothingLeft() {
		await("no process and no channel directory is left",
				() -> this.processes.find().isEmpty() && listChannelDirectory().isEmpty(),
				() -> "processes: %s, files: %s".formatted(this.processes.find(), listChannelDirectory()));
	}

	List<Path> listChannelDirectory() {
		try (Stream<Path> files = Files.list(this.channelDirectory)) {
			return files.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Send a signal to the primary.
	 * @param signal the name of the signal, such as {@code TERM}
	 */
	void signal(String signal) {
		TestSignals.send(signal, pid());
	}

	/**
	 * Send a GET request on a new connection.
	 * @param path the path
	 * @return the response
	 */
	HttpResponse<String> get(String path) {
		return this.client.get(path);
	}

	@Override
	public void close() {
		boolean stopped = stopGracefully();
		List<ProcessHandle> left = this.processes.find();
		left.forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly();
		SoftAssertions softly = new SoftAssertions();
		softly.assertThat(stopped).as(() -> "stopped by SIGTERM. Output:\n" + output()).isTrue();
		softly.assertThat(left).as(() -> "processes that are left. Output:\n" + output()).isEmpty();
		softly.assertThat(listChannelDirectory()).as("files of the channel").isEmpty();
		softly.assertAll();
	}

	private boolean stopGracefully() {
		try {
			if (this.process.isAlive()) {
				this.process.destroy();
			}
			return this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
