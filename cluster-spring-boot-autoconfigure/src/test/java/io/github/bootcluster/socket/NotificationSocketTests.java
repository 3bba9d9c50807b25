package io.github.bootcluster.socket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link NotificationSocket} and its senders.
 */
@ExtendWith(OutputCaptureExtension.class)
class NotificationSocketTests {

	@TempDir
	private Path directory;

	@Test
	void findWhenNobodyWantsToHearReturnsNull() {
		assertThat(NotificationSocket.find(Map.of())).isNull();
		assertThat(NotificationSocket.find(Map.of("NOTIFY_SOCKET", ""))).isNull();
	}

	@Test
	void sendWhenAddressIsPathReachesReceiver() {
		assertThatNotificationArrives(this.directory.resolve("notify").toString());
	}

	@Test
	void sendWhenAddressIsAbstractNameReachesReceiver() {
		assertThatNotificationArrives("@" + UUID.randomUUID());
	}

	private void assertThatNotificationArrives(String address) {
		try (NotificationReceiver receiver = new NotificationReceiver(address)) {
			NotificationSocket socket = new NotificationSocket(address,
					(name) -> new NativeNotificationSender(name, new NativeCalls()));
			socket.send("READY=1\nSTATUS=2 of 2 für alle");
			socket.send("WATCHDOG=1");
			receiver.await(0, (notification) -> notification.says("WATCHDOG=1"));
			assertThat(receiver.getNotifications()).first().satisfies((first) -> {
				assertThat(first.pid()).isEqualTo(ProcessHandle.current().pid());
				assertThat(first.assignments()).containsExactly("READY=1", "STATUS=2 of 2 für alle");
			});
		}
	}

	@Test
	void sendWhenNobodyListensSaysSoOnce(CapturedOutput output) {
		NotificationSocket socket = new NotificationSocket(this.directory.resolve("gone").toString(),
				(address) -> new NativeNotificationSender(address, new NativeCalls()));
		socket.send("READY=1");
		socket.send("WATCHDOG=1");
		assertThat(output).containsOnlyOnce("Unable to notify the service manager at " + this.directory.resolve("gone")
				+ ": datagram not sent, [2] No such file or directory. It may end the cluster");
	}

	@Test
	void sendWhenAddressIsOfAnotherKindSaysSo(CapturedOutput output) {
		NotificationSocket.find(Map.of("NOTIFY_SOCKET", "vsock:2:1234")).send("READY=1");
		assertThat(output).contains("at vsock:2:1234: the address is neither a path nor an abstract name");
	}

	@Test
	void commandGetsAddressAndAssignments() throws IOException {
		Path record = this.directory.resolve("record");
		Path command = script("printf '%s\\n' \"$NOTIFY_SOCKET\" \"$@\" > '" + record + "'");
		new NotifyCommand(command.toString(), "@x").send("READY=1\nSTATUS=2 of 2 workers");
		assertThat(record).content().isEqualTo("@x\nREADY=1\nSTATUS=2 of 2 workers\n");
	}

	@Test
	void commandWhenItFailsSaysSo() throws IOException {
		NotifyCommand failing = new NotifyCommand(script("exit 1").toString(), "@x");
		assertThatIOException().isThrownBy(() -> failing.send("READY=1")).withMessageContaining("notify.sh' failed");
		NotifyCommand missing = new NotifyCommand("no-such-command", "@x");
		assertThatIOException().isThrownBy(() -> missing.send("READY=1")).withMessageContaining("no-such-command");
	}

	private Path script(String line) throws IOException {
		Path script = this.directory.resolve("notify.sh");
		Files.write(script, List.of("#!/bin/sh", line));
		return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
	}

}
