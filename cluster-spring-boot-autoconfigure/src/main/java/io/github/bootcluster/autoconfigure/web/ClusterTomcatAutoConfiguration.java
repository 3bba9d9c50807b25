package io.github.bootcluster.autoconfigure.web;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.web.Draining;
import io.github.bootcluster.web.tomcat.TomcatDrainingWebServerFactoryCustomizer;
import io.github.bootcluster.web.tomcat.TomcatReusePortWebServerFactoryCustomizer;
import io.github.bootcluster.web.tomcat.TomcatWebServerActivity;
import org.apache.catalina.startup.Tomcat;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for workers that serve with Tomcat.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = { "io.github.bootcluster.autoconfigure.ClusterAutoConfiguration",
		"org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration",
		"org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration" })
@ConditionalOnClass({ Tomcat.class, TomcatWebServerFactory.class })
@ConditionalOnWebApplication
@ConditionalOnBean(Cluster.class)
@Import(ClusterDrainingConfiguration.class)
public final class ClusterTomcatAutoConfiguration {

	@Bean
	TomcatReusePortWebServerFactoryCustomizer clusterTomcatReusePortWebServerFactoryCustomizer(Cluster cluster) {
		return new TomcatReusePortWebServerFactoryCustomizer(cluster);
	}

	@Bean
	TomcatDrainingWebServerFactoryCustomizer clusterTomcatDrainingWebServerFactoryCustomizer(Cluster cluster,
			Draining draining) {
		return new TomcatDrainingWebServerFactoryCustomizer(cluster, draining);
	}

	@Bean
	@ConditionalOnBean(TomcatWebServerFactory.class)
	TomcatWebServerActivity clusterTomcatWebServerActivity(ApplicationContext applicationContext) {
		return new TomcatWebServerActivity(new ApplicationWebServer(applicationContext));
	}

}
