package io.github.bootcluster.worker;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

import io.github.bootcluster.WorkerStatistics;
import io.github.bootcluster.WorkerStatistics.Memory;
import io.github.bootcluster.WorkerStatistics.Requests;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Reads the figures of this process.
 */
final class ProcessFigures {

	// proc(5): "VmRSS: Resident set size", in kB
	private static final String RSS = "VmRSS:";

	private static final int KIB = 1024;

	private final Path status;

	private final CpuUsage cpu = new CpuUsage();

	private volatile Supplier<@Nullable Long> connections = () -> null;

	private volatile Supplier<@Nullable Requests> requests = () -> null;

	ProcessFigures() {
		this(Path.of("/proc/self/status"));
	}

	ProcessFigures(Path status) {
		this.status = status;
	}

	void observe(Supplier<@Nullable Long> connections, Supplier<@Nullable Requests> requests) {
		this.connections = connections;
		this.requests = requests;
	}

	WorkerStatistics read() {
		MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
		return new WorkerStatistics(new Memory(readRss(), heap.getUsed(), heap.getMax()), this.cpu.read(),
				this.connections.get(), this.requests.get());
	}

	private @Nullable Long readRss() {
		try {
			return Files.readAllLines(this.status, StandardCharsets.ISO_8859_1)
				.stream()
				.filter((line) -> line.startsWith(RSS))
				.map((line) -> Long.parseLong(StringUtils.tokenizeToStringArray(line, " \t")[1]) * KIB)
				.findFirst()
				.orElse(null);
		}
		catch (IOException ex) {
			return null;
		}
	}

}
