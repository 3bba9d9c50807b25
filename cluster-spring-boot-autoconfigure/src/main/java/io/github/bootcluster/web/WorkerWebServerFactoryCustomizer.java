package io.github.bootcluster.web;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.ClusterRole;

import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/**
 * {@link WebServerFactoryCustomizer} that changes the web servers of workers only, after
 * all other customizers.
 *
 * @param <T> the type of the factory
 * @since 0.1.0
 */
public abstract class WorkerWebServerFactoryCustomizer<T extends WebServerFactory>
		implements WebServerFactoryCustomizer<T>, Ordered {

	private final Cluster cluster;

	/**
	 * Create a new customizer.
	 * @param cluster the cluster; unless this process is its worker nothing is changed
	 */
	protected WorkerWebServerFactoryCustomizer(Cluster cluster) {
		this.cluster = cluster;
	}

	@Override
	public final int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public final void customize(T factory) {
		if (this.cluster.getRole() == ClusterRole.WORKER) {
			customizeWorker(factory);
		}
	}

	/**
	 * Customize the factory of a worker's web server.
	 * @param factory the factory
	 */
	protected abstract void customizeWorker(T factory);

}
