package io.github.bootcluster.primary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.bootcluster.channel.ChannelDirectory;
import io.github.bootcluster.channel.HandOver;
import io.github.bootcluster.process.GenerationLaunch;
import io.github.bootcluster.process.WorkerCommand;
import io.github.bootcluster.process.WorkerCommandFactory;
import io.github.bootcluster.process.WorkerOutput;
import io.github.bootcluster.process.WorkerProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link ProcessWorkerForker}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ProcessWorkerForkerTests {

	@TempDir
	private Path temp;

	private final WorkerCommandFactory commands = mock(WorkerCommandFactory.class);

	private final WorkerProcess process = mock(WorkerProcess.class);

	private final CompletableFuture<Integer> exit = new CompletableFuture<>();

	private final List<HandOver> handOvers = new ArrayList<>();

	private final List<WorkerCommand> launched = new ArrayList<>();

	private ChannelDirectory directory;

	private final Map<Integer, GenerationLaunch> generations = new HashMap<>();

	private IOException launchFailure;

	private ProcessWorkerForker forker;

	@BeforeEach
	void setUp() throws Exception {
		this.directory = ChannelDirectory.create(this.temp);
		this.forker = new ProcessWorkerForker(this.directory, this.commands, (command, output) -> launch(command),
				(id) -> new WorkerOutput((line) -> {
				}, (line) -> {
				}));
		given(this.process.onExit()).willReturn(this.exit);
		given(this.commands.read(anyInt())).willAnswer((invocation) -> newGeneration(invocation.getArgument(0)));
		given(this.commands.create(any(), anyInt(), eq(4), any()))
			.willAnswer((invocation) -> createCommand(invocation.getArgument(1), invocation.getArgument(3)));
	}

	@AfterEach
	void close() {
		this.directory.close();
	}

	@Test
	void handsOverIdentityAndSecretThatIsNotOnCommandLine() throws Exception {
		ForkedWorker forked = this.forker.fork(2, 3, 4);
		HandOver handOver = this.handOvers.get(0);
		assertThat(handOver.id()).isEqualTo(2);
		assertThat(handOver.generation()).isEqualTo(3);
		assertThat(handOver.socket()).isEqualTo(this.directory.getSocketPath());
		assertThat(forked.process()).isSameAs(this.process);
		assertThat(forked.token()).hasSize(64).isEqualTo(Files.readString(handOver.token()));
		assertThat(this.launched.get(0).command()).noneMatch((argument) -> argument.contains(forked.token()));
	}

	@Test
	void whenForkedAgainHasAnotherSecretInAnotherFile() throws Exception {
		ForkedWorker first = this.forker.fork(1, 1, 4);
		ForkedWorker second = this.forker.fork(1, 1, 4);
		assertThat(first.token()).isNotEqualTo(second.token());
		assertThat(this.handOvers.get(0).token()).isNotEqualTo(this.handOvers.get(1).token()).exists();
		assertThat(this.handOvers.get(1).token()).exists();
	}

	@Test
	void whenProcessExitsDeletesSecret() throws Exception {
		this.forker.fork(1, 1, 4);
		this.exit.complete(0);
		assertThat(this.handOvers.get(0).token()).doesNotExist();
	}

	@Test
	void whenProcessExitsDeletesSocketThatItLeft() throws Exception {
		ForkedWorker worker = this.forker.fork(1, 1, 4);
		Path socket = this.directory.write(ChannelDirectory.getRelaySocketName(worker.process().pid()), "");
		assertThat(socket).exists();
		this.exit.complete(137);
		assertThat(socket).doesNotExist();
	}

	@Test
	void whenLaunchFailsLeavesNoSecret() {
		this.launchFailure = new IOException("Cannot run program");
		assertThatIOException().isThrownBy(() -> this.forker.fork(1, 1, 4)).withMessage("Cannot run program");
		assertThat(this.handOvers.get(0).token()).doesNotExist();
	}

	@Test
	void whenCommandCannotBeCreatedLeavesNoSecret() {
		given(this.commands.create(any(), anyInt(), anyInt(), any()))
			.willThrow(new IllegalStateException("No command"));
		assertThatIllegalStateException().isThrownBy(() -> this.forker.fork(1, 1, 5));
		assertThat(this.directory.getPath()).isDirectoryNotContaining("glob:**.token");
	}

	@Test
	void logsEachNoteOnce(CapturedOutput output) throws Exception {
		this.forker.fork(1, 1, 4);
		this.forker.fork(1, 2, 4);
		this.forker.fork(2, 1, 4);
		assertThat(output).containsOnlyOnce("A note on worker 1").containsOnlyOnce("A note on worker 2");
	}

	@Test
	void readsLaunchOncePerGeneration() throws Exception {
		this.forker.fork(1, 1, 4);
		this.forker.fork(2, 1, 4);
		this.forker.fork(1, 2, 4);
		this.forker.fork(2, 1, 4);
		then(this.commands).should().read(1);
		then(this.commands).should().read(2);
		then(this.commands).should().create(eq(this.generations.get(2)), eq(1), eq(4), any());
	}

	@Test
	void whenLaunchCannotBeReadReadsItNextTime() throws Exception {
		given(this.commands.read(7)).willThrow(new IllegalStateException("No command")).willReturn(newGeneration(7));
		assertThatIllegalStateException().isThrownBy(() -> this.forker.fork(1, 7, 4));
		assertThat(this.forker.fork(1, 7, 4).process()).isSameAs(this.process);
	}

	@Test
	void closesGenerationsThatAreNotRetained() throws Exception {
		this.forker.fork(1, 1, 4);
		this.forker.fork(1, 2, 4);
		this.forker.retain(Set.of(1, 2));
		then(this.generations.get(1)).should(never()).close();
		this.forker.retain(Set.of(2, 3));
		then(this.generations.get(1)).should().close();
		then(this.generations.get(2)).should(never()).close();
	}

	private GenerationLaunch newGeneration(int generation) {
		return this.generations.computeIfAbsent(generation, (number) -> mock(GenerationLaunch.class));
	}

	private WorkerCommand createCommand(int id, Map<String, String> systemProperties) {
		Properties properties = new Properties();
		properties.putAll(systemProperties);
		this.handOvers.add(HandOver.from(properties));
		List<String> command = new ArrayList<>(List.of("java"));
		systemProperties.forEach((name, value) -> command.add("-D" + name + "=" + value));
		return new WorkerCommand(command, Map.of(), null, List.of("A note on worker " + id));
	}

	private WorkerProcess launch(WorkerCommand command) throws IOException {
		if (this.launchFailure != null) {
			throw this.launchFailure;
		}
		this.launched.add(command);
		return this.process;
	}

}
