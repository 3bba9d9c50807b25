package io.github.bootcluster.primary;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.PortInUseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PortReservations} and {@link PortUnavailableFailureAnalyzer}.
 */
@ExtendWith(OutputCaptureExtension.class)
class PortReservationsTests {

	private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

	private final PortReservations reservations = new PortReservations();

	@AfterEach
	void close() {
		this.reservations.close();
	}

	@Test
	void whenPortIsRandomTellsWorkersAndPeopleWhichItBecame(CapturedOutput output) throws Exception {
		this.reservations.reserve(List.of(new PortRequest("server.port", LOOPBACK, 0),
				new PortRequest("management.server.port", LOOPBACK, 0)));
		int port = Integer.parseInt(this.reservations.toProperties().get("server.port"));
		assertThat(port).isPositive();
		assertThat(this.reservations.toProperties()).containsOnlyKeys("server.port", "management.server.port");
		assertThat(this.reservations.toProperties().get("management.server.port")).isNotEqualTo(String.valueOf(port));
		assertThat(output).contains("The workers share the random port %d for server.port".formatted(port));
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> new ServerSocket(port, 1, LOOPBACK));
	}

	@Test
	void whenPortIsGivenTellsWorkersAndNobodyElse(CapturedOutput output) throws Exception {
		int port = getFreePort();
		this.reservations.reserve(List.of(new PortRequest("server.port", LOOPBACK, port)));
		assertThat(this.reservations.toProperties()).containsEntry("server.port", String.valueOf(port));
		assertThat(output).doesNotContain("random port");
	}

	@Test
	void whenClosedGivesPortBack() throws Exception {
		int port = getFreePort();
		this.reservations.reserve(List.of(new PortRequest("server.port", LOOPBACK, port)));
		this.reservations.close();
		assertThat(this.reservations.toProperties()).isEmpty();
		new ServerSocket(port, 1, LOOPBACK).close();
	}

	@Test
	void whenPortIsInUseFailsLikeBoot() throws Exception {
		try (ServerSocket occupied = new ServerSocket(0, 1, LOOPBACK)) {
			assertThatExceptionOfType(PortInUseException.class)
				.isThrownBy(() -> this.reservations
					.reserve(List.of(new PortRequest("server.port", LOOPBACK, occupied.getLocalPort()))))
				.satisfies((ex) -> assertThat(ex.getPort()).isEqualTo(occupied.getLocalPort()));
		}
	}

	@Test
	void whenAddressIsNotOursFailsNamingIt() throws Exception {
		PortRequest request = new PortRequest("management.server.port", addressOfSomebodyElse(), 8081);
		assertThatExceptionOfType(PortUnavailableException.class)
			.isThrownBy(() -> this.reservations.reserve(List.of(request)))
			.withMessageStartingWith("Unable to bind port 8081 of address 192.0.2.1: ")
			.satisfies((ex) -> {
				FailureAnalysis analysis = analyze(ex);
				assertThat(analysis.getDescription()).isEqualTo("Web server failed to start. " + ex.getMessage() + ".");
				assertThat(analysis.getAction()).isEqualTo(
						"Set 'management.server.address' to an address of this machine, or remove it to listen on all addresses.");
			});
	}

	@Test
	void whenPortIsPrivilegedReportNamesTheWaysOut() {
		PortRequest request = new PortRequest("server.port", null, 80);
		FailureAnalysis analysis = analyze(new PortUnavailableException(request, new IOException("Permission denied")));
		assertThat(analysis.getDescription())
			.isEqualTo("Web server failed to start. Unable to bind port 80: Permission denied.");
		assertThat(analysis.getAction()).startsWith("Set 'server.port' to a port from 1024 on, or allow")
			.contains("net.ipv4.ip_unprivileged_port_start");
	}

	@Test
	void whenPortOfAllAddressesIsUnavailableReportAsksForAnother() {
		PortRequest request = new PortRequest("server.port", null, 8080);
		FailureAnalysis analysis = analyze(new PortUnavailableException(request, new IOException("Not today")));
		assertThat(analysis.getAction()).isEqualTo("Set 'server.port' to another port.");
	}

	private static FailureAnalysis analyze(PortUnavailableException failure) {
		return new PortUnavailableFailureAnalyzer().analyze(new IllegalStateException(failure));
	}

	// TEST-NET-1 of RFC 5737
	private static InetAddress addressOfSomebodyElse() throws UnknownHostException {
		return InetAddress.getByName("192.0.2.1");
	}

	private static int getFreePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
			return socket.getLocalPort();
		}
	}

}
