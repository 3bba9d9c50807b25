package io.github.bootcluster.autoconfigure.web;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.web.Draining;
import io.github.bootcluster.web.tomcat.TomcatDrainingWebServerFactoryCustomizer;
import io.github.bootcluster.web.tomcat.TomcatReusePortWebServerFactoryCustomizer;
import org.apache.catalina.startup.Tomcat;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.context.annotation.Bean;

/**
 * {@link ManagementContextConfiguration @ManagementContextConfiguration} for workers
 * whose management server is a Tomcat on a port of its own.
 */
@ConditionalOnClass({ Tomcat.class, TomcatWebServerFactory.class })
@ConditionalOnBean(Cluster.class)
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ClusterTomcatManagementChildContextConfiguration {

	@Bean
	TomcatReusePortWebServerFactoryCustomizer clusterTomcatReusePortWebServerFactoryCustomizer(Cluster cluster) {
		return new TomcatReusePortWebServerFactoryCustomizer(cluster);
	}

	@Bean
	TomcatDrainingWebServerFactoryCustomizer clusterTomcatDrainingWebServerFactoryCustomizer(Cluster cluster,
			Draining draining) {
		return new TomcatDrainingWebServerFactoryCustomizer(cluster, draining);
	}

}
