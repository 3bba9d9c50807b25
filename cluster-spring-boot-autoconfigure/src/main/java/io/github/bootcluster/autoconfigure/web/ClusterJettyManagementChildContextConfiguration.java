package io.github.bootcluster.autoconfigure.web;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.web.Draining;
import io.github.bootcluster.web.jetty.JettyDrainingWebServerFactoryCustomizer;
import io.github.bootcluster.web.jetty.JettyReusePortWebServerFactoryCustomizer;
import org.eclipse.jetty.server.Server;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.jetty.JettyWebServerFactory;
import org.springframework.context.annotation.Bean;

/**
 * {@link ManagementContextConfiguration @ManagementContextConfiguration} for workers
 * whose management server is a Jetty on a port of its own.
 */
@ConditionalOnClass({ Server.class, JettyWebServerFactory.class })
@ConditionalOnBean(Cluster.class)
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ClusterJettyManagementChildContextConfiguration {

	@Bean
	JettyReusePortWebServerFactoryCustomizer clusterJettyReusePortWebServerFactoryCustomizer(Cluster cluster) {
		return new JettyReusePortWebServerFactoryCustomizer(cluster);
	}

	@Bean
	JettyDrainingWebServerFactoryCustomizer clusterJettyDrainingWebServerFactoryCustomizer(Cluster cluster,
			Draining draining) {
		return new JettyDrainingWebServerFactoryCustomizer(cluster, draining);
	}

}
