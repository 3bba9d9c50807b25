package io.github.bootcluster.socket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The TCP sockets of this process that listen, as Linux's {@code /proc} shows them.
 *
 * @since 0.1.0
 */
public final class ListeningSockets {

	/**
	 * A line of {@code /proc/net/tcp}: sl local_address rem_address st tx_queue:rx_queue
	 * tr:tm->when retrnsmt uid timeout inode, where st 0A is {@code TCP_LISTEN}.
	 */
	private static final Pattern LISTENING = Pattern
		.compile(" *\\d+: \\p{XDigit}+:(\\p{XDigit}{4}) \\S+ 0A \\S+ \\S+ \\S+ +\\d+ +\\d+ (\\d+) .*");

	private final Path tcp;

	private final Path tcp6;

	private final SocketDescriptors descriptors;

	ListeningSockets(Path proc) {
		this.tcp = proc.resolve("net/tcp");
		this.tcp6 = proc.resolve("net/tcp6");
		this.descriptors = new SocketDescriptors(proc);
	}

	/**
	 * Return the sockets of this process.
	 * @return the sockets
	 */
	public static ListeningSockets ofThisProcess() {
		return new ListeningSockets(Path.of("/proc/self"));
	}

	/**
	 * Return why they cannot be told.
	 * @return what is missing, or {@code null} if nothing is
	 */
	@Nullable String getObstacle() {
		return Stream.of(this.tcp, this.descriptors.getDirectory())
			.filter((path) -> !Files.isReadable(path))
			.map((path) -> path + " cannot be read")
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return whether this process listens on a port, at whatever address.
	 * @param port the port, from 1 to 65535
	 * @return whether it listens
	 * @throws IOException if {@code /proc} cannot be read
	 */
	public boolean isListening(int port) throws IOException {
		return !getDescriptors(port).isEmpty();
	}

	/**
	 * Return the sockets that listen on a port, at whatever address.
	 * @param port the port, from 1 to 65535
	 * @return their file descriptors, in ascending order
	 * @throws IOException if {@code /proc} cannot be read
	 */
	public List<Integer> getDescriptors(int port) throws IOException {
		Map<Long, Integer> descriptors = this.descriptors.find();
		descriptors.keySet().retainAll(getInodes(port));
		return descriptors.values().stream().sorted().toList();
	}

	private Set<Long> getInodes(int port) throws IOException {
		Set<Long> inodes = new HashSet<>();
		addInodes(inodes, this.tcp, port);
		try {
			addInodes(inodes, this.tcp6, port);
		}
		catch (NoSuchFileException ex) {
			// the kernel has no IPv6
		}
		return inodes;
	}

	/*
	 * All sockets that listen come before all connections (proc_net_tcp.rst of the
	 * kernel), of which there may be many thousands.
	 */
	private void addInodes(Set<Long> inodes, Path table, int port) throws IOException {
		try (Stream<String> lines = Files.lines(table, StandardCharsets.ISO_8859_1)) {
			lines.skip(1)
				.map(LISTENING::matcher)
				.takeWhile(Matcher::matches)
				.filter((line) -> Integer.parseInt(line.group(1), 16) == port)
				.forEach((line) -> inodes.add(Long.valueOf(line.group(2))));
		}
		catch (UncheckedIOException ex) {
			throw ex.getCause();
		}
	}

}
