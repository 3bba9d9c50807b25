package io.github.bootcluster.autoconfigure.web;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.web.Draining;
import io.github.bootcluster.web.netty.NettyDrainingWebServerFactoryCustomizer;
import io.github.bootcluster.web.netty.NettyReusePortWebServerFactoryCustomizer;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.context.annotation.Bean;

/**
 * {@link ManagementContextConfiguration @ManagementContextConfiguration} for workers
 * whose management server is a Reactor Netty on a port of its own. Boot gives it no
 * resources of its own to run on.
 */
@ConditionalOnClass({ HttpServer.class, NettyReactiveWebServerFactory.class })
@ConditionalOnWebApplication(type = Type.REACTIVE)
@ConditionalOnBean(Cluster.class)
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ClusterNettyManagementChildContextConfiguration {

	@Bean
	NettyReusePortWebServerFactoryCustomizer clusterNettyReusePortWebServerFactoryCustomizer(Cluster cluster) {
		return new NettyReusePortWebServerFactoryCustomizer(cluster, null);
	}

	@Bean
	NettyDrainingWebServerFactoryCustomizer clusterNettyDrainingWebServerFactoryCustomizer(Cluster cluster,
			Draining draining) {
		return new NettyDrainingWebServerFactoryCustomizer(cluster, draining);
	}

}
