package io.github.bootcluster.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Counts the TCP sockets on which a process listens, as the kernel knows them.
 */
final class ListeningSockets {

	// proc_pid_net(5): the columns are sl, local_address, rem_address, st, ..., inode
	private static final int STATE = 3;

	private static final int INODE = 9;

	// TCP_LISTEN in include/net/tcp_states.h
	private static final String LISTEN = "0A";

	private ListeningSockets() {
	}

	static long countOf(long pid) {
		Path process = Path.of("/proc", String.valueOf(pid));
		try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
			Set<String> inodes = new HashSet<>();
			collect(process.resolve("net/tcp"), inodes);
			collect(process.resolve("net/tcp6"), inodes);
			return descriptors.map(ListeningSockets::target)
				.filter((target) -> inodes.stream().anyMatch((inode) -> target.equals("socket:[" + inode + "]")))
				.count();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void collect(Path table, Set<String> inodes) throws IOException {
		if (Files.exists(table)) {
			Files.readAllLines(table)
				.stream()
				.map((line) -> line.trim().split("\\s+"))
				.filter((columns) -> columns[STATE].equals(LISTEN))
				.forEach((columns) -> inodes.add(columns[INODE]));
		}
	}

	private static String target(Path descriptor) {
		try {
			return Files.readSymbolicLink(descriptor).toString();
		}
		catch (IOException ex) {
			// closed meanwhile
			return "";
		}
	}

}
