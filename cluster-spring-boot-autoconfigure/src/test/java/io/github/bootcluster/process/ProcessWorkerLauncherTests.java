package io.github.bootcluster.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link ProcessWorkerLauncher}, with a shell in place of a worker.
 */
class ProcessWorkerLauncherTests {

	@TempDir
	Path directory;

	private final List<String> lines = new CopyOnWriteArrayList<>();

	private final List<String> errors = new CopyOnWriteArrayList<>();

	private final List<WorkerProcess> processes = new CopyOnWriteArrayList<>();

	@AfterEach
	void killProcesses() {
		this.processes.forEach(WorkerProcess::kill);
		this.processes.forEach((process) -> assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(10)));
	}

	@Test
	void launchPassesBothOutputsOnBeforeTheExit() throws Exception {
		WorkerProcess process = launch("echo one; echo two >&2; printf three; exit 7");
		assertThat(exitCode(process)).isEqualTo(7);
		assertThat(this.lines).containsExactly("one", "three");
		assertThat(this.errors).containsExactly("two");
		assertThat(process.lastLines()).containsExactlyInAnyOrder("one", "two", "three");
		assertThat(process.isAlive()).isFalse();
	}

	@Test
	void launchWhenOutputIsLongPassesAllOn() throws Exception {
		assertThat(exitCode(launch("i=0; while [ $i -lt 5000 ]; do echo line$i; i=$((i+1)); done"))).isZero();
		assertThat(this.lines).hasSize(5000).endsWith("line4999");
	}

	@Test
	void launchWhenBothOutputsAreWrittenAtOnceTearsNoLine() throws Exception {
		String line = "x".repeat(9000);
		String loop = "i=0; while [ $i -lt 200 ]; do echo %s; i=$((i+1)); done";
		assertThat(exitCode(launch("(%s) & (%s) >&2; wait".formatted(loop.formatted(line), loop.formatted("y")))))
			.isZero();
		assertThat(this.lines).hasSize(200).containsOnly(line);
		assertThat(this.errors).hasSize(200).containsOnly("y");
	}

	@Test
	void launchSetsEnvironmentAndWorkingDirectory() throws Exception {
		WorkerCommand command = new WorkerCommand(List.of("/bin/sh", "-c", "echo \"$NAME\"; pwd; test -n \"$PATH\""),
				Map.of("NAME", "w 2"), this.directory.toRealPath(), List.of());
		assertThat(exitCode(launch(command))).isZero();
		assertThat(this.lines).containsExactly("w 2", this.directory.toRealPath().toString());
	}

	@Test
	void launchLeavesUserSignalToOthersUnlessToldOtherwise() throws Exception {
		assertThat(exitCode(launch("echo \"$_JAVA_SR_SIGNUM\""))).isZero();
		WorkerCommand command = new WorkerCommand(List.of("/bin/sh", "-c", "echo \"$_JAVA_SR_SIGNUM\""),
				Map.of("_JAVA_SR_SIGNUM", "40"), null, List.of());
		assertThat(exitCode(launch(command))).isZero();
		assertThat(this.lines).containsExactly(System.getenv().getOrDefault("_JAVA_SR_SIGNUM", "64"), "40");
		assertThat(SuspendSignal.isMoved(Map.of())).isFalse();
		assertThat(SuspendSignal.isMoved(Map.of("_JAVA_SR_SIGNUM", "12"))).isFalse();
		assertThat(SuspendSignal.isMoved(Map.of("_JAVA_SR_SIGNUM", "64"))).isTrue();
	}

	@Test
	void launchGivesNoInput() throws Exception {
		assertThat(exitCode(launch("cat; echo end"))).isZero();
		assertThat(this.lines).containsExactly("end");
	}

	@Test
	void launchReadsOnADaemonThread() throws Exception {
		List<Thread> threads = new CopyOnWriteArrayList<>();
		OutputListener listener = (line) -> threads.add(Thread.currentThread());
		WorkerProcess process = new ProcessWorkerLauncher().launch(command("echo one; echo two >&2"),
				new WorkerOutput(listener, listener));
		this.processes.add(process);
		assertThat(exitCode(process)).isZero();
		assertThat(threads).allMatch(Thread::isDaemon)
			.extracting(Thread::getName)
			.containsExactlyInAnyOrder("cluster-stdout-" + process.pid(), "cluster-stderr-" + process.pid());
	}

	@Test
	void terminateLetsTheWorkerSayItsLastWord() throws Exception {
		WorkerProcess process = launch("trap 'echo bye; exit 3' TERM; echo up; while :; do sleep 0.01; done");
		awaitLine("up");
		process.terminate();
		assertThat(exitCode(process)).isEqualTo(3);
		assertThat(this.lines).containsExactly("up", "bye");
	}

	@Test
	void terminateWhenProcessHasNoHandlerEndsItWithTheSignal() throws Exception {
		WorkerProcess process = launch("echo up; exec sleep 60");
		awaitLine("up");
		assertThat(process.isAlive()).isTrue();
		process.terminate();
		assertThat(Signals.signalName(exitCode(process))).isEqualTo("SIGTERM");
	}

	@Test
	void killEndsTheProcess() throws Exception {
		WorkerProcess process = launch("trap '' TERM; echo up; exec sleep 60");
		awaitLine("up");
		process.kill();
		assertThat(Signals.signalName(exitCode(process))).isEqualTo("SIGKILL");
		process.kill();
		process.terminate();
	}

	@Test
	void onExitWhenChildHoldsTheOutputDoesNotWaitForIt() throws Exception {
		WorkerProcess process = launch("sleep 60 & echo $!; exit 5");
		awaitLines(1);
		try {
			assertThat(exitCode(process)).isEqualTo(5);
		}
		finally {
			ProcessHandle.of(Long.parseLong(this.lines.get(0))).ifPresent(ProcessHandle::destroyForcibly);
		}
	}

	@Test
	void launchWhenThereIsNoExecutableThrows() {
		WorkerCommand command = new WorkerCommand(List.of("/no/such/java"), Map.of(), null, List.of());
		assertThatIOException().isThrownBy(() -> launch(command)).withMessageContaining("/no/such/java");
	}

	@Test
	void launchWhenOutputCannotBeReadLeavesNoProcess() {
		Set<Long> before = children();
		ProcessWorkerLauncher launcher = new ProcessWorkerLauncher((runnable) -> {
			throw new IllegalStateException("no thread");
		}, Duration.ofSeconds(2));
		assertThatIllegalStateException().isThrownBy(() -> launcher.launch(command("exec sleep 60"), output()));
		Awaitility.await().until(() -> before.containsAll(children()));
	}

	private Set<Long> children() {
		return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
	}

	private WorkerProcess launch(String script) throws IOException {
		return launch(command(script));
	}

	private WorkerProcess launch(WorkerCommand command) throws IOException {
		ProcessWorkerLauncher launcher = new ProcessWorkerLauncher(Thread::new, Duration.ofMillis(200));
		WorkerProcess process = launcher.launch(command, output());
		this.processes.add(process);
		return process;
	}

	private WorkerOutput output() {
		return new WorkerOutput((line) -> this.lines.add(new String(line, StandardCharsets.UTF_8)),
				(line) -> this.errors.add(new String(line, StandardCharsets.UTF_8)));
	}

	private WorkerCommand command(String script) {
		return new WorkerCommand(List.of("/bin/sh", "-c", script), Map.of(), null, List.of());
	}

	private void awaitLine(String line) {
		Awaitility.await().until(() -> this.lines.contains(line));
	}

	private void awaitLines(int count) {
		Awaitility.await().until(() -> this.lines.size() == count);
	}

	private int exitCode(WorkerProcess process) throws Exception {
		return process.onExit().get(10, TimeUnit.SECONDS);
	}

}
