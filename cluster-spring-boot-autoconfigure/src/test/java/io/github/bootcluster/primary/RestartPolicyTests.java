package io.github.bootcluster.primary;

import java.time.Duration;

import io.github.bootcluster.RestartDecision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RestartPolicy}.
 */
class RestartPolicyTests {

	@ParameterizedTest
	@CsvSource({ "ALWAYS, 0, true", "ALWAYS, 1, true", "ALWAYS, 137, true", "ON_FAILURE, 0, false",
			"ON_FAILURE, 1, true", "ON_FAILURE, 137, true", "NEVER, 0, false", "NEVER, 1, false", "NEVER, 137, false" })
	void restartsAfterFollowsPolicy(RestartPolicy policy, int exitCode, boolean restarts) {
		assertThat(policy.restartsAfter(exitCode)).isEqualTo(restarts);
		assertThat(policy.decide(exitCode, Duration.ofSeconds(3)))
			.isEqualTo(restarts ? RestartDecision.restartAfter(Duration.ofSeconds(3)) : RestartDecision.leaveEnded());
	}

}
