package io.github.bootcluster.actuate.relay;

import java.util.List;
import java.util.Map;

import io.github.bootcluster.ClusterRole;
import io.github.bootcluster.TestCluster;
import io.github.bootcluster.relay.RelayRequest;
import io.github.bootcluster.relay.RelayResponse;
import io.github.bootcluster.relay.WorkerRelay;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.actuate.endpoint.jackson.EndpointJsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link RelayFront}.
 */
class RelayFrontTests {

	private final WorkerRelay relay = mock(WorkerRelay.class);

	@ParameterizedTest
	@EnumSource(names = { "STANDALONE", "PRIMARY" })
	void passWhenNotInWorkerIsNotFound(ClusterRole role) {
		RelayFront front = new RelayFront(new TestCluster(role), this.relay, createJson());
		for (String worker : List.of("1", RelayTarget.ALL)) {
			RelayResponse response = front.pass(worker, RelayRequest.get(List.of("info"), Map.of(), "*/*"));
			assertThat(response.status()).isEqualTo(404);
			assertThat(response.body()).hasContent("{\"error\":\"This process is not part of a cluster\"}");
		}
		then(this.relay).shouldHaveNoInteractions();
	}

	private EndpointJson createJson() {
		StaticListableBeanFactory none = new StaticListableBeanFactory();
		return new EndpointJson(none.getBeanProvider(EndpointJsonMapper.class), none.getBeanProvider(JsonMapper.class));
	}

}
