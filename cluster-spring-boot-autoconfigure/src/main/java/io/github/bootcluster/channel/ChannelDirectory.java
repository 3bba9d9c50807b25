package io.github.bootcluster.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The private directory of a primary: its socket, and files that only its workers may
 * read.
 */
public final class ChannelDirectory implements AutoCloseable {

	static final String PROPERTY = "cluster.channel.directory";

	static final String PREFIX = "bootcluster-";

	static final Set<PosixFilePermission> PERMISSIONS = PosixFilePermissions.fromString("rwx------");

	static final Set<PosixFilePermission> FILE_PERMISSIONS = PosixFilePermissions.fromString("rw-------");

	private static final Log logger = LogFactory.getLog(ChannelDirectory.class);

	private static final String SOCKET = "channel";

	private static final String RELAY = "relay-";

	/**
	 * The highest that there is on Linux ({@code PID_MAX_LIMIT}).
	 */
	private static final long MAX_PID = 1 << 22;

	private static final String NEW = ".new";

	private final Path path;

	private final DirectoryLock lock;

	private final AtomicBoolean closed = new AtomicBoolean();

	ChannelDirectory(Path path, DirectoryLock lock) {
		this.path = path;
		this.lock = lock;
	}

	/**
	 * Create a new directory, and remove those of primaries that died.
	 * @param parent where to create it, or {@code null} for the temporary directory or,
	 * if that is not suitable, another
	 * @return the directory, to be closed by the caller
	 * @throws ChannelDirectoryException if no directory can be created there
	 */
	public static ChannelDirectory create(@Nullable Path parent) throws ChannelDirectoryException {
		return create((parent != null) ? List.of(new ChannelDirectoryParent(parent)) : ChannelDirectoryParent
			.defaults(System.getProperty("java.io.tmpdir"), System.getenv("XDG_RUNTIME_DIR")));
	}

	static ChannelDirectory create(List<ChannelDirectoryParent> candidates) throws ChannelDirectoryException {
		try {
			return candidates.get(0).create();
		}
		catch (ChannelDirectoryException ex) {
			return createElsewhere(candidates.subList(1, candidates.size()), ex);
		}
	}

	/**
	 * Return the directory.
	 * @return an absolute path
	 */
	public Path getPath() {
		return this.path;
	}

	/**
	 * Return the path for the socket.
	 * @return an absolute path of less than 104 bytes
	 */
	public Path getSocketPath() {
		return socketPath(this.path);
	}

	/**
	 * Return the name of the socket at which a worker answers what other workers pass on.
	 * The worker removes it, or the primary when the worker is gone.
	 * @param pid the worker's process id
	 * @return the name of a file in the directory, whose path takes less than 104 bytes
	 */
	public static String getRelaySocketName(long pid) {
		return RELAY + pid;
	}

	/**
	 * Write a file that only this user may read. A file of this name is replaced; who
	 * reads it at this time sees either the old or the new content.
	 * @param name the name of the file
	 * @param content the content
	 * @return the path of the file
	 * @throws IOException if it cannot be written
	 */
	public synchronized Path write(String name, String content) throws IOException {
		Path file = resolve(name);
		Path draft = this.path.resolve(name + NEW);
		Files.deleteIfExists(draft);
		try (FileChannel channel = FileChannel.open(draft,
				Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
				PosixFilePermissions.asFileAttribute(FILE_PERMISSIONS))) {
			writeFully(channel, StandardCharsets.UTF_8.encode(content));
		}
		return Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
	}

	/**
	 * Delete a file. Nothing happens if there is none.
	 * @param name the name of the file
	 */
	public void delete(String name) {
		try {
			Files.deleteIfExists(resolve(name));
		}
		catch (IOException ex) {
			logger.warn("The file " + name + " in " + this.path + " could not be deleted: " + ex);
		}
	}

	/**
	 * Delete a directory if it is one of a primary that is gone.
	 * @param directory the directory
	 */
	public static void deleteIfAbandoned(Path directory) {
		AbandonedDirectories.deleteIfAbandoned(directory);
	}

	/**
	 * Delete the directory with all that is in it. What is missing already is no failure.
	 */
	@Override
	public void close() {
		if (this.closed.compareAndSet(false, true)) {
			try (this.lock) {
				AbandonedDirectories.deleteContents(this.path);
			}
			catch (IOException ex) {
				logger.warn("The directory " + this.path + " could not be deleted: " + ex);
			}
		}
	}

	static Path socketPath(Path directory) {
		return directory.resolve(SOCKET);
	}

	static Path longestSocketPath(Path directory) {
		return directory.resolve(getRelaySocketName(MAX_PID));
	}

	private static ChannelDirectory createElsewhere(List<ChannelDirectoryParent> candidates,
			ChannelDirectoryException failure) throws ChannelDirectoryException {
		logger.debug("Trying " + candidates + " instead", failure);
		for (ChannelDirectoryParent candidate : candidates) {
			try {
				return candidate.create();
			}
			catch (ChannelDirectoryException ex) {
				failure.addSuppressed(ex);
			}
		}
		throw failure;
	}

	private Path resolve(String name) {
		Assert.isTrue(name.matches("[A-Za-z0-9][A-Za-z0-9._-]*") && !isReserved(name),
				() -> "'name' must be a plain file name other than those of the channel, but is '" + name + "'");
		return this.path.resolve(name);
	}

	private static boolean isReserved(String name) {
		return name.equals(SOCKET) || name.equals(DirectoryLock.FILE_NAME) || name.endsWith(NEW);
	}

	private static void writeFully(FileChannel channel, ByteBuffer content) throws IOException {
		while (content.hasRemaining()) {
			channel.write(content);
		}
	}

}
