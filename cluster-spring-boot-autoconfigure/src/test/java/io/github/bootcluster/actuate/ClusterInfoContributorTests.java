package io.github.bootcluster.actuate;

import java.util.Map;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterRole;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.info.Info;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ClusterInfoContributor}.
 */
class ClusterInfoContributorTests {

	private final Cluster cluster = mock(Cluster.class);

	@Test
	void contributeInWorkerTellsRoleAndId() {
		given(this.cluster.getRole()).willReturn(ClusterRole.WORKER);
		given(this.cluster.getWorkerId()).willReturn(3);
		assertThat(contribute()).isEqualTo(Map.of("cluster", Map.of("role", ClusterRole.WORKER, "workerId", 3)));
	}

	@Test
	void contributeInStandaloneProcessTellsRole() {
		given(this.cluster.getRole()).willReturn(ClusterRole.STANDALONE);
		given(this.cluster.getWorkerId()).willReturn(null);
		assertThat(contribute()).isEqualTo(Map.of("cluster", Map.of("role", ClusterRole.STANDALONE)));
	}

	private Map<String, Object> contribute() {
		Info.Builder builder = new Info.Builder();
		new ClusterInfoContributor(this.cluster).contribute(builder);
		return builder.build().getDetails();
	}

}
