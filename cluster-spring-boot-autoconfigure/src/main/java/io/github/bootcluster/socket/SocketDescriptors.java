package io.github.bootcluster.socket;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file descriptors of a process that are sockets, as {@code /proc} shows them.
 */
final class SocketDescriptors {

	private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");

	private final Path directory;

	SocketDescriptors(Path proc) {
		this.directory = proc.resolve("fd");
	}

	/**
	 * Return the directory that lists the descriptors.
	 * @return the directory, whether or not it is there
	 */
	Path getDirectory() {
		return this.directory;
	}

	/**
	 * Find the descriptors.
	 * @return the descriptors by inode
	 * @throws IOException if the directory cannot be read
	 */
	Map<Long, Integer> find() throws IOException {
		Map<Long, Integer> descriptors = new HashMap<>();
		try (DirectoryStream<Path> directory = Files.newDirectoryStream(this.directory)) {
			for (Path descriptor : directory) {
				addIfSocket(descriptors, descriptor);
			}
			return descriptors;
		}
		catch (DirectoryIteratorException ex) {
			throw ex.getCause();
		}
	}

	private void addIfSocket(Map<Long, Integer> descriptors, Path descriptor) throws IOException {
		Matcher socket = SOCKET.matcher(readLink(descriptor));
		if (socket.matches()) {
			descriptors.put(Long.valueOf(socket.group(1)), Integer.valueOf(descriptor.getFileName().toString()));
		}
	}

	private String readLink(Path descriptor) throws IOException {
		try {
			return Files.readSymbolicLink(descriptor).toString();
		}
		catch (NoSuchFileException ex) {
			return "";
		}
	}

}
