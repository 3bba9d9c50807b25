package io.github.bootcluster.autoconfigure.web;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.web.Draining;
import io.github.bootcluster.web.jetty.JettyDrainingWebServerFactoryCustomizer;
import io.github.bootcluster.web.jetty.JettyReusePortWebServerFactoryCustomizer;
import io.github.bootcluster.web.jetty.JettyWebServerActivity;
import org.eclipse.jetty.server.Server;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jetty.JettyWebServerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for workers that serve with Jetty.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = { "io.github.bootcluster.autoconfigure.ClusterAutoConfiguration",
		"org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration",
		"org.springframework.boot.jetty.autoconfigure.reactive.JettyReactiveWebServerAutoConfiguration" })
@ConditionalOnClass({ Server.class, JettyWebServerFactory.class })
@ConditionalOnWebApplication
@ConditionalOnBean(Cluster.class)
@Import(ClusterDrainingConfiguration.class)
public final class ClusterJettyAutoConfiguration {

	@Bean
	JettyReusePortWebServerFactoryCustomizer clusterJettyReusePortWebServerFactoryCustomizer(Cluster cluster) {
		return new JettyReusePortWebServerFactoryCustomizer(cluster);
	}

	@Bean
	JettyDrainingWebServerFactoryCustomizer clusterJettyDrainingWebServerFactoryCustomizer(Cluster cluster,
			Draining draining) {
		return new JettyDrainingWebServerFactoryCustomizer(cluster, draining);
	}

	@Bean
	@ConditionalOnBean(JettyWebServerFactory.class)
	JettyWebServerActivity clusterJettyWebServerActivity(ApplicationContext applicationContext) {
		return new JettyWebServerActivity(new ApplicationWebServer(applicationContext));
	}

}
