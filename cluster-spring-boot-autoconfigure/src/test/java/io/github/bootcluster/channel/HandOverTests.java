package io.github.bootcluster.channel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HandOver}.
 */
class HandOverTests {

	@TempDir
	private Path directory;

	@Test
	void fromWhenGivenItsOwnPropertiesIsTheSameHandOver() {
		HandOver handOver = handOver();
		assertThat(HandOver.from(properties(handOver))).isEqualTo(handOver);
	}

	@Test
	void fromWhenNoPrimaryLaunchedThisProcessIsNone() {
		assertThat(HandOver.from(new Properties())).isNull();
	}

	@Test
	void systemPropertiesHoldNoSecretAndAreInAStableOrder() throws IOException {
		HandOver handOver = handOver();
		Files.writeString(handOver.token(), "s3cret");
		assertThat(handOver.toSystemProperties()).doesNotContainValue("s3cret")
			.containsExactlyEntriesOf(handOver.toSystemProperties());
		assertThat(handOver.toSystemProperties().keySet()).containsExactly("bootcluster.worker.id",
				"bootcluster.worker.generation", "bootcluster.channel.socket", "bootcluster.channel.token");
	}

	@Test
	void helloCarriesTheSecretOfTheFile() throws IOException {
		HandOver handOver = handOver();
		Files.writeString(handOver.token(), "s3cret");
		assertThat(handOver.toHello(4721)).isEqualTo(new Message.Hello(3, 2, 4721, "s3cret"));
	}

	@Test
	void helloWhenPrimaryIsGoneFails() {
		HandOver handOver = handOver();
		assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> handOver.toHello(4721))
			.withMessage(handOver.token().toString());
	}

	private HandOver handOver() {
		return new HandOver(3, 2, this.directory.resolve("with a space").resolve("s"), this.directory.resolve("token"));
	}

	private static Properties properties(HandOver handOver) {
		Properties properties = new Properties();
		handOver.toSystemProperties().forEach(properties::setProperty);
		return properties;
	}

}
