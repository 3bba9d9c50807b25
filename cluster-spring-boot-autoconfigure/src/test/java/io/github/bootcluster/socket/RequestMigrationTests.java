package io.github.bootcluster.socket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests for {@link RequestMigration}.
 */
class RequestMigrationTests {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@CsvSource({ "0, false", "1, true" })
	void isEnabledFollowsSetting(String value, boolean enabled) throws IOException {
		Path setting = Files.writeString(this.directory.resolve("tcp_migrate_req"), value + "\n");
		assertThat(new RequestMigration(setting).isEnabled()).isEqualTo(enabled);
	}

	@Test
	void isEnabledWhenKernelHasNoSuchSettingIsFalse() {
		assertThat(new RequestMigration(this.directory.resolve("tcp_migrate_req")).isEnabled()).isFalse();
	}

	@Test
	void isEnabledAsksThisKernel() throws IOException {
		Path setting = Path.of("/proc/sys/net/ipv4/tcp_migrate_req");
		assumeTrue(Files.isReadable(setting), () -> "There is no " + setting);
		assertThat(new RequestMigration().isEnabled()).isEqualTo(Files.readString(setting).startsWith("1"));
	}

}
