package io.github.bootcluster.primary;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;

import io.github.bootcluster.channel.ChannelDirectory;
import io.github.bootcluster.channel.HandOver;
import io.github.bootcluster.process.GenerationLaunch;
import io.github.bootcluster.process.WorkerCommand;
import io.github.bootcluster.process.WorkerCommandFactory;
import io.github.bootcluster.process.WorkerLauncher;
import io.github.bootcluster.process.WorkerOutput;
import io.github.bootcluster.process.WorkerProcess;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Launches a worker as a process, with a secret of its own.
 */
final class ProcessWorkerForker implements WorkerForker {

	private static final Log logger = LogFactory.getLog(ProcessWorkerForker.class);

	private static final int TOKEN_BYTES = 32;

	private final SecureRandom random = new SecureRandom();

	private final Set<String> loggedNotes = new HashSet<>();

	private final Map<Integer, GenerationLaunch> generations = new HashMap<>();

	private final ChannelDirectory directory;

	private final WorkerCommandFactory commands;

	private final WorkerLauncher launcher;

	private final IntFunction<WorkerOutput> outputs;

	private int forks;

	ProcessWorkerForker(ChannelDirectory directory, WorkerCommandFactory commands, WorkerLauncher launcher,
			IntFunction<WorkerOutput> outputs) {
		this.directory = directory;
		this.commands = commands;
		this.launcher = launcher;
		this.outputs = outputs;
	}

	@Override
	public ForkedWorker fork(int id, int generation, int workers) throws IOException {
		String token = createToken();
		String file = "worker-%d-%d.token".formatted(id, ++this.forks);
		HandOver handOver = new HandOver(id, generation, this.directory.getSocketPath(),
				this.directory.write(file, token));
		try {
			WorkerProcess process = launch(workers, handOver);
			process.onExit().whenComplete((code, failure) -> clean(process, file));
			return new ForkedWorker(process, token);
		}
		catch (IOException | RuntimeException ex) {
			this.directory.delete(file);
			throw ex;
		}
	}

	@Override
	public void retain(Set<Integer> generations) {
		Set<Integer> unused = new HashSet<>(this.generations.keySet());
		unused.removeAll(generations);
		unused.stream().map(this.generations::remove).filter(Objects::nonNull).forEach(GenerationLaunch::close);
	}

	private WorkerProcess launch(int workers, HandOver handOver) throws IOException {
		GenerationLaunch generation = this.generations.computeIfAbsent(handOver.generation(), this.commands::read);
		WorkerCommand command = this.commands.create(generation, handOver.id(), workers, handOver.toSystemProperties());
		command.notes().stream().filter(this.loggedNotes::add).forEach(logger::info);
		return this.launcher.launch(command, this.outputs.apply(handOver.id()));
	}

	private void clean(WorkerProcess process, String token) {
		this.directory.delete(token);
		// there if the worker had no time to remove it
		this.directory.delete(ChannelDirectory.getRelaySocketName(process.pid()));
	}

	private String createToken() {
		byte[] bytes = new byte[TOKEN_BYTES];
		this.random.nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}

}
