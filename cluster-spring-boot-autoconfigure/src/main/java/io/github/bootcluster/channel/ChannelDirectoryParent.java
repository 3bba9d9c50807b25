package io.github.bootcluster.channel;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * A directory in which the private directory of a primary may be created.
 *
 * @param path the directory
 */
record ChannelDirectoryParent(Path path) {

	/**
	 * The size of {@code sun_path} is 108 bytes on Linux, 104 on others, one of them a
	 * terminating zero.
	 */
	static final int MAX_SOCKET_PATH = 103;

	private static final SecureRandom random = new SecureRandom();

	private static final int RANDOM_BITS = 41;

	private static final int RANDOM_LENGTH = 8;

	/**
	 * Return the directories to try if none is configured.
	 * @param temp the temporary directory
	 * @param runtime the user's runtime directory, or {@code null} if there is none
	 * @return the directories in the order of preference
	 */
	static List<ChannelDirectoryParent> defaults(@Nullable String temp, @Nullable String runtime) {
		return Stream.of(temp, runtime, "/tmp", "/dev/shm")
			.filter(StringUtils::hasText)
			.distinct()
			.map(Path::of)
			.map(ChannelDirectoryParent::new)
			.toList();
	}

	/**
	 * Create a private directory in this one, and remove abandoned ones.
	 * @return the directory
	 * @throws ChannelDirectoryException if this directory cannot be used for that
	 */
	ChannelDirectory create() throws ChannelDirectoryException {
		Path parent = this.path.toAbsolutePath();
		requireUsable(parent);
		try {
			return create(parent);
		}
		catch (IOException | UnsupportedOperationException ex) {
			throw new ChannelDirectoryException(this.path, "no private directory can be created in it, " + ex, ex);
		}
	}

	private void requireUsable(Path parent) throws ChannelDirectoryException {
		int length = ChannelDirectory.longestSocketPath(parent.resolve(name(BigInteger.ZERO)))
			.toString()
			.getBytes(StandardCharsets.UTF_8).length;
		require(length <= MAX_SOCKET_PATH, "it is too long, the path of a socket in it would take " + length
				+ " bytes of the " + MAX_SOCKET_PATH + " that are possible");
		require(Files.isDirectory(parent), "it is not a directory");
		require(Files.isWritable(parent), "it is not writable");
	}

	private void require(boolean condition, String reason) throws ChannelDirectoryException {
		if (!condition) {
			throw new ChannelDirectoryException(this.path, reason, null);
		}
	}

	private static ChannelDirectory create(Path parent) throws IOException {
		Path directory = createUnique(parent);
		try {
			DirectoryLock lock = DirectoryLock.create(directory, ProcessHandle.current().pid());
			AbandonedDirectories.deleteIn(parent, requirePrivate(directory));
			return new ChannelDirectory(directory, lock);
		}
		catch (IOException | RuntimeException ex) {
			AbandonedDirectories.deleteContents(directory);
			throw ex;
		}
	}

	private static Path createUnique(Path parent) throws IOException {
		while (true) {
			try {
				return Files.createDirectory(parent.resolve(name(new BigInteger(RANDOM_BITS, random))),
						PosixFilePermissions.asFileAttribute(ChannelDirectory.PERMISSIONS));
			}
			catch (FileAlreadyExistsException ex) {
				// somebody else's name, try another
			}
		}
	}

	private static String name(BigInteger number) {
		String suffix = number.toString(Character.MAX_RADIX);
		return ChannelDirectory.PREFIX + "0".repeat(RANDOM_LENGTH - suffix.length()) + suffix;
	}

	private static UserPrincipal requirePrivate(Path directory) throws IOException {
		PosixFileAttributes attributes = Files.readAttributes(directory, PosixFileAttributes.class);
		UserPrincipal user = Files.getOwner(directory.resolve(DirectoryLock.FILE_NAME));
		if (!attributes.permissions().equals(ChannelDirectory.PERMISSIONS) || !attributes.owner().equals(user)) {
			throw new IOException("its permissions are " + PosixFilePermissions.toString(attributes.permissions())
					+ " and its owner is " + attributes.owner() + ", not " + user);
		}
		return user;
	}

}
