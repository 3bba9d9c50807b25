package io.github.bootcluster.startup;

import io.github.bootcluster.RestartStrategy;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The restart strategy among the beans of the primary, looked up when the primary starts.
 */
final class RestartStrategyBean {

	private final ConfigurableApplicationContext context;

	RestartStrategyBean(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Return the strategy of the application, or the default one.
	 * @return the strategy
	 * @throws InvalidClusterPropertyException if the application has several
	 */
	RestartStrategy get() {
		try {
			return this.context.getBeanProvider(RestartStrategy.class).getIfAvailable(RestartStrategy::defaultStrategy);
		}
		catch (NoUniqueBeanDefinitionException ex) {
			throw toPropertyFailure(ex);
		}
	}

	private InvalidClusterPropertyException toPropertyFailure(NoUniqueBeanDefinitionException ex) {
		String sources = String.join(",", ClusterSources.get(this.context.getEnvironment()));
		return new InvalidClusterPropertyException("cluster.primary.sources", sources,
				"there is more than one restart strategy among the beans, " + ex.getBeanNamesFound(),
				"Leave one of them, or mark one with @Primary.", ex);
	}

}
