package io.github.bootcluster.integration.app.strategy;

import io.github.bootcluster.RestartDecision;
import io.github.bootcluster.RestartStrategy;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A restart strategy of a user, as the README shows it.
 */
@Configuration(proxyBeanMethods = false)
public class StrategyConfiguration {

	@Bean
	RestartStrategy restartStrategy() {
		return (exit) -> switch (exit.exit().exitCode()) {
			case 0 -> RestartDecision.leaveEnded();
			case 78 -> RestartDecision.stopCluster();
			default -> exit.defaultDecision();
		};
	}

}
