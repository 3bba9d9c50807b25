package io.github.bootcluster.integration;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

import io.github.bootcluster.integration.app.deployed.DeployedApplication;
import io.github.bootcluster.integration.app.deployed.DeployedApplication.Flaw;
import io.github.bootcluster.integration.app.hello.HelloApplication;
import io.github.bootcluster.socket.NotificationReceiver;
import io.github.bootcluster.socket.NotificationReceiver.Notification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for what a service manager such as systemd is told.
 */
class ServiceManagerIT {

	private static final String ENABLE_NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

	@TempDir
	private Path directory;

	@ParameterizedTest(name = "on JDK {0}")
	@ValueSource(ints = { 17, 25 })
	void isToldOfTheLifeOfTheClusterByThePrimary(int feature) throws IOException {
		try (NotificationReceiver receiver = new NotificationReceiver(address(feature))) {
			ClusterLauncher launcher = launcher(DeployedApplication.class, feature)
				.environment("NOTIFY_SOCKET", receiver.getAddress())
				.environment("WATCHDOG_USEC", "4000000")
				.jvmArguments(ENABLE_NATIVE_ACCESS);
			DeployedJar jar = new DeployedJar(this.directory.resolve("application.jar"), DeployedApplication.class,
					launcher.getClassPath());
			jar.deploy("");
			try (ClusterProcess cluster = launcher.startWith("-jar", jar.toString())) {
				int started = assertThatItStarts(receiver);
				assertThatWorkersCannotSpeakForThePrimary(cluster);
				int reloaded = assertThatHangUpReloads(receiver, cluster, started);
				jar.deploy("deployed.flaw=" + Flaw.FAILS_AT_START);
				int failed = assertThatFailedReloadSaysSo(receiver, cluster, reloaded);
				receiver.await(receiver.await(failed, this::feedsWatchdog), this::feedsWatchdog);
				cluster.signal("TERM");
				receiver.await(failed, (notification) -> notification.says("STOPPING=1"));
				assertThat(cluster.awaitExit()).isEqualTo(143);
				assertThat(receiver.getNotifications()).extracting(Notification::pid).containsOnly(cluster.pid());
			}
		}
	}

	// one is a path, the other an abstract name
	private String address(int feature) {
		return (feature == 17) ? this.directory.resolve("notify").toString() : "@" + UUID.randomUUID();
	}

	private int assertThatItStarts(NotificationReceiver receiver) {
		int ready = receiver.await(0, (notification) -> notification.says("READY=1"));
		List<Notification> before = receiver.getNotifications().subList(0, ready - 1);
		assertThat(before).first().matches((first) -> first.says("STATUS=Starting: 0 of 1 workers listening"));
		assertThat(before).noneMatch(this::feedsWatchdog)
			.anyMatch((sign) -> !sign.get("EXTEND_TIMEOUT_USEC").isEmpty());
		return receiver.await(ready - 1, statusEnds("1 of 1 workers listening, generation 1"));
	}

	private void assertThatWorkersCannotSpeakForThePrimary(ClusterProcess cluster) throws IOException {
		assertThat(environmentOf(cluster.pid())).contains("NOTIFY_SOCKET=", "WATCHDOG_USEC=");
		assertThat(cluster.pids()).hasSize(2);
		for (long pid : cluster.pids()) {
			if (pid != cluster.pid()) {
				assertThat(environmentOf(pid)).contains("PATH=").doesNotContain("NOTIFY_SOCKET=", "WATCHDOG_USEC=");
			}
		}
	}

	private String environmentOf(long pid) throws IOException {
		return Files.readString(Path.of("/proc", String.valueOf(pid), "environ"));
	}

	private int assertThatHangUpReloads(NotificationReceiver receiver, ClusterProcess cluster, int from) {
		long earliest = receiver.getMonotonicMicros();
		cluster.signal("HUP");
		int begun = receiver.await(from, (notification) -> notification.says("RELOADING=1"));
		assertThat(Long.parseLong(receiver.getNotifications().get(begun - 1).get("MONOTONIC_USEC"))).isBetween(earliest,
				receiver.getMonotonicMicros());
		int ended = receiver.await(begun, (notification) -> notification.says("READY=1"));
		assertThat(receiver.getNotifications().get(ended - 1).get("STATUS"))
			.isEqualTo("1 of 1 workers listening, generation 2");
		return ended;
	}

	private int assertThatFailedReloadSaysSo(NotificationReceiver receiver, ClusterProcess cluster, int from) {
		cluster.signal("HUP");
		int begun = receiver.await(from, (notification) -> notification.says("RELOADING=1"));
		int ended = receiver.await(begun, (notification) -> notification.says("READY=1"));
		assertThat(receiver.getNotifications().get(ended - 1).get("STATUS"))
			.matches("1 of 1 workers listening, generation 2; rolling restart to generation 3 failed: "
					+ "Worker 1 \\(PID \\d+\\) exited with code 1 before it listened\\.");
		return ended;
	}

	private boolean feedsWatchdog(Notification notification) {
		return notification.says("WATCHDOG=1");
	}

	private static Predicate<Notification> statusEnds(String end) {
		return (notification) -> notification.get("STATUS").endsWith(end);
	}

	@Test
	void isToldByTheCommandWhereNativeAccessIsNotEnabled() throws IOException {
		Path record = this.directory.resolve("record");
		ClusterLauncher launcher = launcher(HelloApplication.class, 25)
			.environment("NOTIFY_SOCKET", this.directory.resolve("notify").toString())
			.environment("PATH", writeCommand(record).getParent() + File.pathSeparator + System.getenv("PATH"));
		try (ClusterProcess cluster = launcher.start().awaitListening(1)) {
			cluster.await("the command is called", () -> Files.exists(record)
					&& Files.readString(record).contains("READY=1 STATUS=1 of 1 workers listening, generation 1"));
			assertThat(cluster.output())
				.containsOnlyOnce("The service manager is notified by the command 'systemd-notify', which takes "
						+ "NotifyAccess=all in the unit unless the service runs as root: Native access is not enabled "
						+ "(" + ENABLE_NATIVE_ACCESS + " enables it)")
				.doesNotContain("restricted method");
		}
	}

	private Path writeCommand(Path record) throws IOException {
		Path command = Files.createDirectory(this.directory.resolve("bin")).resolve("systemd-notify");
		Files.writeString(command, "#!/bin/sh\necho \"$@\" >> '%s'\n".formatted(record));
		return Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
	}

	private ClusterLauncher launcher(Class<?> application, int feature) {
		return new ClusterLauncher(application, this.directory).workers(1).javaHome(Jdks.get(feature));
	}

}
