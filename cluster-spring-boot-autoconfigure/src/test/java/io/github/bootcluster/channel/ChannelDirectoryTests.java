package io.github.bootcluster.channel;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ChannelDirectory}.
 */
@Timeout(60)
class ChannelDirectoryTests {

	@TempDir
	private Path temp;

	@Test
	void createMakesPrivateDirectoryForSocket() throws Exception {
		try (ChannelDirectory directory = ChannelDirectory.create(this.temp)) {
			assertThat(directory.getPath()).isDirectory().isAbsolute().hasParent(this.temp);
			assertThat(permissions(directory.getPath())).isEqualTo(PosixFilePermissions.fromString("rwx------"));
			assertThat(directory.getSocketPath()).hasParentRaw(directory.getPath()).doesNotExist();
		}
	}

	@Test
	void createWithoutParentUsesOneOfTheDefaults() throws Exception {
		try (ChannelDirectory directory = ChannelDirectory.create((Path) null)) {
			assertThat(directory.getSocketPath().toString()).hasSizeLessThan(104);
			bind(directory.getSocketPath()).close();
		}
	}

	@Test
	void createByManyAtOnceMakesDifferentDirectories() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(8);
		List<ChannelDirectory> directories = new ArrayList<>();
		List<Callable<ChannelDirectory>> tasks = Collections.nCopies(50, this::createInTemp);
		for (Future<ChannelDirectory> directory : threads.invokeAll(tasks)) {
			directories.add(directory.get());
		}
		threads.shutdown();
		assertThat(directories).extracting(ChannelDirectory::getPath).doesNotHaveDuplicates().allMatch(Files::exists);
		directories.forEach(ChannelDirectory::close);
		assertThat(this.temp).isEmptyDirectory();
	}

	@Test
	void createWhenConfiguredDirectoryIsAsLongAsPossibleAllowsToBind() throws Exception {
		Path longest = Files.createDirectory(ofLength(103 - 35));
		try (ChannelDirectory directory = ChannelDirectory.create(longest)) {
			Path path = directory.getPath().resolve(ChannelDirectory.getRelaySocketName(4_194_304));
			assertThat(path.toString()).hasSize(103);
			bind(path).close();
		}
	}

	@Test
	void createWhenConfiguredDirectoryIsTooLongThrows() throws Exception {
		Path tooLong = Files.createDirectory(ofLength(104 - 35));
		assertThatExceptionOfType(ChannelDirectoryException.class).isThrownBy(() -> ChannelDirectory.create(tooLong))
			.withMessage("The channel to the workers cannot be created in '" + tooLong
					+ "' (property 'cluster.channel.directory'): it is too long, the path of a socket in it would "
					+ "take 104 bytes of the 103 that are possible")
			.satisfies((ex) -> {
				assertThat(ex.getDirectory()).isEqualTo(tooLong);
				assertThat(ex.getReason()).startsWith("it is too long");
			});
		assertThat(tooLong).isEmptyDirectory();
	}

	@Test
	void createWhenConfiguredDirectoryDoesNotExistThrows() {
		Path missing = this.temp.resolve("missing");
		assertThatExceptionOfType(ChannelDirectoryException.class).isThrownBy(() -> ChannelDirectory.create(missing))
			.withMessageContaining("'cluster.channel.directory'")
			.withMessageEndingWith("it is not a directory");
	}

	@Test
	void createWhenConfiguredDirectoryIsAFileThrows() throws Exception {
		Path file = Files.createFile(this.temp.resolve("file"));
		assertThatExceptionOfType(ChannelDirectoryException.class).isThrownBy(() -> ChannelDirectory.create(file))
			.withMessageEndingWith("it is not a directory");
	}

	@Test
	void createWhenNothingCanBeCreatedInConfiguredDirectoryThrows() {
		assertThatExceptionOfType(ChannelDirectoryException.class)
			.isThrownBy(() -> ChannelDirectory.create(Path.of("/proc/self")))
			.withMessageContaining("'cluster.channel.directory'");
	}

	@Test
	void createWhenTemporaryDirectoryIsDeepUsesNextCandidate() throws Exception {
		Path deep = Files.createDirectories(this.temp.resolve("d".repeat(100)).resolve("e".repeat(100)));
		Path runtime = Files.createDirectory(this.temp.resolve("run"));
		try (ChannelDirectory directory = ChannelDirectory
			.create(ChannelDirectoryParent.defaults(deep.toString(), runtime.toString()))) {
			assertThat(directory.getPath()).hasParent(runtime);
		}
	}

	@Test
	void createWhenNoCandidateIsSuitableThrowsWithAllReasons() {
		List<ChannelDirectoryParent> candidates = List.of(new ChannelDirectoryParent(this.temp.resolve("one")),
				new ChannelDirectoryParent(this.temp.resolve("two")));
		assertThatExceptionOfType(ChannelDirectoryException.class).isThrownBy(() -> ChannelDirectory.create(candidates))
			.withMessageContaining("one")
			.satisfies((ex) -> assertThat(ex.getSuppressed()).singleElement()
				.asString()
				.contains(this.temp.resolve("two").toString()));
	}

	@Test
	void defaultsLeaveOutWhatIsNotSet() {
		assertThat(ChannelDirectoryParent.defaults("/tmp", null)).extracting(ChannelDirectoryParent::path)
			.containsExactly(Path.of("/tmp"), Path.of("/dev/shm"));
		assertThat(ChannelDirectoryParent.defaults("/var/tmp", "/run/user/1")).extracting(ChannelDirectoryParent::path)
			.containsExactly(Path.of("/var/tmp"), Path.of("/run/user/1"), Path.of("/tmp"), Path.of("/dev/shm"));
	}

	@Test
	void writeMakesPrivateFileAndReplacesIt() throws Exception {
		try (ChannelDirectory directory = ChannelDirectory.create(this.temp)) {
			Path file = directory.write("worker-1", "first");
			assertThat(permissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
			assertThat(directory.write("worker-1", "s\u00e9cret")).isEqualTo(file).hasContent("s\u00e9cret");
			directory.delete("worker-1");
			directory.delete("worker-1");
			assertThat(file).doesNotExist();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".", "..", "../x", "a/b", "/etc/x", "lock", "channel", "lock.new", "a b", "a\0" })
	void writeWhenNameIsNotPlainThrows(String name) throws Exception {
		try (ChannelDirectory directory = ChannelDirectory.create(this.temp)) {
			assertThatIllegalArgumentException().isThrownBy(() -> directory.write(name, "x"))
				.withMessageStartingWith("'name' must be");
		}
	}

	@Test
	void closeDeletesEverything() throws Exception {
		ChannelDirectory directory = ChannelDirectory.create(this.temp);
		directory.write("token", "secret");
		Path outside = Files.createFile(this.temp.resolve("outside"));
		Files.createSymbolicLink(directory.getPath().resolve("link"), outside);
		Files.createDirectories(directory.getPath().resolve("a/b"));
		Files.createFile(directory.getPath().resolve("a/b/c"));
		bind(directory.getSocketPath()).close();
		directory.close();
		directory.close();
		assertThat(this.temp.toFile().list()).containsExactly("outside");
	}

	@Test
	void closeWhenEverythingIsGoneDoesNothing() throws Exception {
		try (LogRecorder log = new LogRecorder()) {
			ChannelDirectory directory = ChannelDirectory.create(this.temp);
			AbandonedDirectories.deleteContents(directory.getPath());
			directory.close();
			assertThat(log.getLines()).isEmpty();
		}
	}

	@Test
	void createDeletesAbandonedDirectories() throws Exception {
		Path abandoned = abandoned("bootcluster-abandoned");
		Files.createFile(abandoned.resolve("worker-1"));
		bind(abandoned.resolve("channel")).close();
		createInTemp().close();
		assertThat(abandoned).doesNotExist();
	}

	@Test
	void createLeavesDirectoriesOfThePrimariesThatLive() throws Exception {
		try (ChannelDirectory first = createInTemp(); ChannelDirectory second = createInTemp()) {
			createInTemp().close();
			assertThat(first.getPath()).exists();
			assertThat(second.getPath()).exists();
		}
	}

	@Test
	void createLeavesDirectoryWithoutLock() throws Exception {
		Path starting = Files.createDirectory(this.temp.resolve("bootcluster-starting"), ownerOnly());
		createInTemp().close();
		assertThat(starting).exists();
	}

	@Test
	void createLeavesDirectoryThatOthersMayUse() throws Exception {
		Path shared = abandoned("bootcluster-shared");
		Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-x---"));
		createInTemp().close();
		assertThat(shared.resolve("lock")).exists();
	}

	@Test
	void createLeavesDirectoryWithAnotherName() throws Exception {
		Path other = abandoned("something-else");
		createInTemp().close();
		assertThat(other.resolve("lock")).exists();
	}

	@Test
	void createFollowsNoSymbolicLink() throws Exception {
		Path elsewhere = Files.createDirectory(this.temp.resolve("elsewhere"));
		Path target = abandoned("elsewhere/bootcluster-target");
		Files.createSymbolicLink(this.temp.resolve("bootcluster-link"), target);
		Path trap = Files.createDirectory(this.temp.resolve("bootcluster-trap"), ownerOnly());
		Files.createSymbolicLink(trap.resolve("lock"), Files.createFile(elsewhere.resolve("file")));
		createInTemp().close();
		assertThat(target.resolve("lock")).exists();
		assertThat(trap.resolve("lock")).exists();
	}

	@Test
	void deleteIfAbandonedDeletesOnlyWhatIsAbandoned() throws Exception {
		Path abandoned = abandoned("bootcluster-abandoned");
		ChannelDirectory.deleteIfAbandoned(abandoned);
		ChannelDirectory.deleteIfAbandoned(abandoned);
		assertThat(abandoned).doesNotExist();
		try (ChannelDirectory directory = createInTemp()) {
			ChannelDirectory.deleteIfAbandoned(directory.getPath());
			AbandonedDirectories.deleteWhenAbandoned(directory.getPath());
			assertThat(directory.getPath().resolve("lock")).exists();
		}
	}

	@Test
	void clientDeletesDirectoryOfAPrimaryThatIsGone() throws Exception {
		Path abandoned = abandoned("bootcluster-abandoned");
		bind(abandoned.resolve("channel")).close();
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> ChannelClient.connect(abandoned.resolve("channel"), MessageExamples.HELLO, 1000,
					Duration.ofSeconds(30)))
			.withMessageContaining("cannot be joined");
		assertThat(abandoned).doesNotExist();
	}

	private ChannelDirectory createInTemp() throws IOException {
		return ChannelDirectory.create(this.temp);
	}

	private Path abandoned(String name) throws IOException {
		Path directory = Files.createDirectory(this.temp.resolve(name), ownerOnly());
		Files.createFile(directory.resolve("lock"));
		return directory;
	}

	private Path ofLength(int length) {
		return this.temp.resolve("x".repeat(length - this.temp.toString().length() - 1));
	}

	private static FileAttribute<Set<PosixFilePermission>> ownerOnly() {
		return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
	}

	private static Set<PosixFilePermission> permissions(Path path) throws IOException {
		return Files.getPosixFilePermissions(path);
	}

	private static ServerSocketChannel bind(Path socketPath) throws IOException {
		return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socketPath));
	}

}
