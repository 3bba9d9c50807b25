package io.github.bootcluster.channel;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.UserPrincipal;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Removes what primaries left that could not clean up, such as after {@code kill -9}. A
 * directory is left alone unless it is of the same user, private, and its lock can be
 * taken.
 */
final class AbandonedDirectories {

	private static final Log logger = LogFactory.getLog(AbandonedDirectories.class);

	private AbandonedDirectories() {
	}

	/**
	 * Delete all abandoned directories of a user.
	 * @param parent where to look
	 * @param owner the user
	 */
	static void deleteIn(Path parent, UserPrincipal owner) {
		try (DirectoryStream<Path> siblings = Files.newDirectoryStream(parent, ChannelDirectory.PREFIX + "*")) {
			siblings.forEach((sibling) -> delete(sibling, owner, DirectoryLock::tryAcquire));
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("Abandoned directories in " + parent + " could not be looked for", ex);
		}
	}

	/**
	 * Delete a directory if its primary is gone.
	 * @param directory the directory
	 */
	static void deleteIfAbandoned(Path directory) {
		delete(directory, null, DirectoryLock::tryAcquire);
	}

	/**
	 * Delete a directory as soon as its primary is gone, and wait for that.
	 * @param directory the directory
	 */
	static void deleteWhenAbandoned(Path directory) {
		delete(directory, null, DirectoryLock::acquire);
	}

	/**
	 * Delete a directory and all that is in it. The lock goes last, so that another
	 * process can finish this if we cannot.
	 * @param directory the directory
	 * @throws IOException if something could not be deleted
	 */
	static void deleteContents(Path directory) throws IOException {
		Path lock = directory.resolve(DirectoryLock.FILE_NAME);
		deleteChildren(directory, lock);
		Files.deleteIfExists(lock);
		Files.deleteIfExists(directory);
	}

	private static void delete(Path directory, @Nullable UserPrincipal owner, Acquisition acquisition) {
		try {
			if (isPrivate(directory, owner)) {
				delete(directory, acquisition);
			}
		}
		catch (NoSuchFileException ex) {
			logger.trace("Directory " + directory + " is gone, or not one of ours", ex);
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("Directory " + directory + " could not be deleted", ex);
		}
	}

	private static void delete(Path directory, Acquisition acquisition) throws IOException {
		try (DirectoryLock lock = acquisition.acquire(directory)) {
			if (lock != null) {
				deleteContents(directory);
			}
		}
	}

	private static boolean isPrivate(Path directory, @Nullable UserPrincipal owner) throws IOException {
		PosixFileAttributes attributes = Files.readAttributes(directory, PosixFileAttributes.class,
				LinkOption.NOFOLLOW_LINKS);
		return directory.getFileName().toString().startsWith(ChannelDirectory.PREFIX) && attributes.isDirectory()
				&& attributes.permissions().equals(ChannelDirectory.PERMISSIONS)
				&& (owner == null || attributes.owner().equals(owner));
	}

	private static void deleteChildren(Path directory, Path exception) throws IOException {
		try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
			for (Path child : children) {
				if (!child.equals(exception)) {
					deleteTree(child);
				}
			}
		}
		catch (NoSuchFileException ex) {
			logger.trace("Directory " + directory + " is gone", ex);
		}
	}

	private static void deleteTree(Path path) throws IOException {
		if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
			deleteChildren(path, path);
		}
		Files.deleteIfExists(path);
	}

	/**
	 * A way to take the lock of a directory.
	 */
	private interface Acquisition {

		@Nullable DirectoryLock acquire(Path directory) throws IOException;

	}

}
