package io.github.bootcluster.channel;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The lock on a directory that its primary holds as long as it lives. The kernel releases
 * it however the primary ends, which tells more than a process id: that may be in use
 * again, or belong to another container.
 */
final class DirectoryLock implements Closeable {

	static final String FILE_NAME = "lock";

	private static final String NEW_FILE_NAME = "lock.new";

	/**
	 * The directories whose lock this process has opened. It must never do so twice at a
	 * time: by POSIX, closing any descriptor of a file releases all locks that the
	 * process has on it.
	 */
	private static final Set<Path> opened = ConcurrentHashMap.newKeySet();

	private final Path directory;

	private @Nullable FileChannel file;

	private DirectoryLock(Path directory) {
		this.directory = directory;
	}

	/**
	 * Create the lock of a new directory. The file has its name only once it is locked:
	 * whoever finds it unlocked knows that its primary is gone.
	 * @param directory the directory
	 * @param pid the process id of the primary, for people who look into the file
	 * @return the lock
	 * @throws IOException if the file cannot be created or locked
	 */
	static DirectoryLock create(Path directory, long pid) throws IOException {
		DirectoryLock lock = new DirectoryLock(directory.toRealPath());
		opened.add(lock.directory);
		try {
			lock.createFile(pid);
			return lock;
		}
		catch (IOException | RuntimeException ex) {
			lock.close();
			throw ex;
		}
	}

	/**
	 * Take the lock if its primary has released it.
	 * @param directory the directory
	 * @return the lock, or {@code null} if it is held by somebody
	 * @throws IOException if there is no such lock
	 */
	static @Nullable DirectoryLock tryAcquire(Path directory) throws IOException {
		return acquire(directory, (file) -> file.tryLock() != null);
	}

	/**
	 * Take the lock, waiting until another process has released it.
	 * @param directory the directory
	 * @return the lock, or {@code null} if this process has to do with it already
	 * @throws IOException if there is no such lock
	 */
	static @Nullable DirectoryLock acquire(Path directory) throws IOException {
		return acquire(directory, (file) -> file.lock().isValid());
	}

	@Override
	public void close() throws IOException {
		try {
			if (this.file != null) {
				this.file.close();
			}
		}
		finally {
			opened.remove(this.directory);
		}
	}

	private static @Nullable DirectoryLock acquire(Path directory, Acquisition acquisition) throws IOException {
		DirectoryLock lock = new DirectoryLock(directory.toRealPath());
		return (opened.add(lock.directory) && lock.openFile(acquisition)) ? lock : null;
	}

	private void createFile(long pid) throws IOException {
		Path path = this.directory.resolve(NEW_FILE_NAME);
		FileChannel file = FileChannel.open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
				PosixFilePermissions.asFileAttribute(ChannelDirectory.FILE_PERMISSIONS));
		this.file = file;
		file.lock();
		file.write(ByteBuffer.wrap((pid + "\n").getBytes(StandardCharsets.US_ASCII)));
		Files.move(path, this.directory.resolve(FILE_NAME), StandardCopyOption.ATOMIC_MOVE);
	}

	private boolean openFile(Acquisition acquisition) throws IOException {
		boolean acquired = false;
		try {
			FileChannel file = FileChannel.open(this.directory.resolve(FILE_NAME), StandardOpenOption.WRITE,
					LinkOption.NOFOLLOW_LINKS);
			this.file = file;
			acquired = acquisition.acquire(file);
			return acquired;
		}
		finally {
			if (!acquired) {
				close();
			}
		}
	}

	/**
	 * A way to lock a file.
	 */
	private interface Acquisition {

		boolean acquire(FileChannel file) throws IOException;

	}

}
