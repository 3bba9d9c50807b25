package io.github.bootcluster.socket;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The sockets of this process that were accepted from a listening Unix domain socket, as
 * {@code /proc} shows them.
 */
final class AcceptedUnixSockets {

	/**
	 * A line of {@code /proc/net/unix}: Num RefCount Protocol Flags Type St Inode Path.
	 * Without {@code __SO_ACCEPTCON} among the flags it is not the listening socket, and
	 * St 03 is {@code SS_CONNECTED}.
	 */
	private static final Pattern CONNECTED = Pattern.compile("\\S+ \\S+ \\S+ 00000000 \\S+ 03 +(\\d+) (.*)");

	private final String path;

	private final Path table;

	private final SocketDescriptors descriptors;

	AcceptedUnixSockets(Path path, Path proc) {
		this.path = asLatin1(path);
		this.table = proc.resolve("net/unix");
		this.descriptors = new SocketDescriptors(proc);
	}

	/*
	 * The kernel writes the bytes of the path, whatever their encoding.
	 */
	private static String asLatin1(Path path) {
		Charset charset = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
		return new String(path.toString().getBytes(charset), StandardCharsets.ISO_8859_1);
	}

	/**
	 * Return the file descriptors of the sockets that are connected, by inode.
	 * @return the file descriptors
	 * @throws IOException if there is no {@code /proc}
	 */
	Map<Long, Integer> find() throws IOException {
		Map<Long, Integer> descriptors = this.descriptors.find();
		descriptors.keySet().retainAll(getConnectedInodes());
		return descriptors;
	}

	private Set<Long> getConnectedInodes() throws IOException {
		try (Stream<String> lines = Files.lines(this.table, StandardCharsets.ISO_8859_1)) {
			return lines.map(CONNECTED::matcher)
				.filter((line) -> line.matches() && line.group(2).equals(this.path))
				.map((line) -> Long.valueOf(line.group(1)))
				.collect(Collectors.toSet());
		}
	}

}
