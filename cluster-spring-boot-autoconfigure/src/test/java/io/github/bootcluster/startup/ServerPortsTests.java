package io.github.bootcluster.startup;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.bootcluster.primary.PortRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ServerPorts}.
 */
class ServerPortsTests {

	@ParameterizedTest
	@NullSource
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void whenNothingIsSetIsDefaultPort(WebApplicationType type) {
		assertThat(new ServerPorts(binder(Map.of())).find(type))
			.containsExactly(new PortRequest("server.port", null, 8080));
	}

	@Test
	void whenThereIsNoWebServerIsEmpty() {
		assertThat(new ServerPorts(binder(Map.of("server.port", "8081"))).find(WebApplicationType.NONE)).isEmpty();
	}

	@Test
	void whenPropertySaysThereIsNoWebServerIsEmpty() {
		assertThat(new ServerPorts(
				binder(Map.of("spring.main.web-application-type", "none", "management.server.port", "9001")))
			.find(WebApplicationType.SERVLET)).isEmpty();
	}

	@Test
	void whenPropertySaysThereIsWebServerIsDefaultPort() {
		assertThat(new ServerPorts(binder(Map.of("spring.main.web-application-type", "reactive")))
			.find(WebApplicationType.NONE)).containsExactly(new PortRequest("server.port", null, 8080));
	}

	@Test
	void whenPortIsNegativeIsEmpty() {
		assertThat(find("server.port", "-1")).isEmpty();
	}

	@Test
	void whenPortIsRandomAsksForRandomOne() {
		assertThat(find("server.port", "0")).containsExactly(new PortRequest("server.port", null, 0));
	}

	@Test
	void whenPortIsBlankIsDefaultPort() {
		assertThat(find("server.port", "")).containsExactly(new PortRequest("server.port", null, 8080));
	}

	@Test
	void whenAddressesAreSetTheyBelongToTheirPorts() throws Exception {
		assertThat(find("server.address", "127.0.0.1", "management.server.port", "9001", "management.server.address",
				"127.0.0.2"))
			.containsExactly(new PortRequest("server.port", InetAddress.getByName("127.0.0.1"), 8080),
					new PortRequest("management.server.port", InetAddress.getByName("127.0.0.2"), 9001));
	}

	@Test
	void whenManagementHasNoAddressListensOnAll() throws Exception {
		assertThat(find("server.address", "127.0.0.1", "management.server.port", "9001")).containsExactly(
				new PortRequest("server.port", InetAddress.getByName("127.0.0.1"), 8080),
				new PortRequest("management.server.port", null, 9001));
	}

	@Test
	void whenManagementPortIsTheSameIsOnePort() {
		assertThat(find("server.port", "9001", "management.server.port", "9001")).hasSize(1);
		assertThat(find("management.server.port", "8080")).hasSize(1);
	}

	@Test
	void whenManagementIsDisabledIsOnePort() {
		assertThat(find("management.server.port", "-1")).containsExactly(new PortRequest("server.port", null, 8080));
	}

	@Test
	void whenBothPortsAreRandomTheyAreTwo() {
		assertThat(find("server.port", "0", "management.server.port", "0")).containsExactly(
				new PortRequest("server.port", null, 0), new PortRequest("management.server.port", null, 0));
	}

	@Test
	void whenOnlyManagementHasServerIsItsPort() {
		assertThat(find("server.port", "-1", "management.server.port", "9001"))
			.containsExactly(new PortRequest("management.server.port", null, 9001));
	}

	@Test
	void whenPortIsTooHighFails() {
		assertThatExceptionOfType(InvalidClusterPropertyException.class)
			.isThrownBy(() -> find("management.server.port", "65536"))
			.withMessage("Property 'management.server.port' has the value '65536': it is not a port")
			.satisfies((ex) -> assertThat(ex.getAction())
				.isEqualTo("Set 'management.server.port' to a port up to 65535."));
		assertThat(find("server.port", "65535")).hasSize(1);
	}

	@Test
	void whenAddressIsUnknownFailsToBind() {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> find("server.address", "host.invalid"))
			.withMessageContaining("server.address");
	}

	private static List<PortRequest> find(String... properties) {
		Map<String, String> map = new HashMap<>();
		for (int i = 0; i < properties.length; i += 2) {
			map.put(properties[i], properties[i + 1]);
		}
		return new ServerPorts(binder(map)).find(WebApplicationType.SERVLET);
	}

	private static Binder binder(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties));
	}

}
