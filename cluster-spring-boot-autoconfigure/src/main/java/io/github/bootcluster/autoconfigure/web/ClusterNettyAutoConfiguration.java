package io.github.bootcluster.autoconfigure.web;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.web.Draining;
import io.github.bootcluster.web.netty.NettyDrainingWebServerFactoryCustomizer;
import io.github.bootcluster.web.netty.NettyReusePortWebServerFactoryCustomizer;
import io.github.bootcluster.web.netty.NettyWebServerActivity;
import reactor.netty.http.server.HttpServer;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for workers that serve with Reactor
 * Netty.
 *
 * @since 0.1.0
 */
@AutoConfiguration(afterName = { "io.github.bootcluster.autoconfigure.ClusterAutoConfiguration",
		"org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration" })
@ConditionalOnClass({ HttpServer.class, NettyReactiveWebServerFactory.class })
@ConditionalOnWebApplication(type = Type.REACTIVE)
@ConditionalOnBean(Cluster.class)
@Import(ClusterDrainingConfiguration.class)
public final class ClusterNettyAutoConfiguration {

	@Bean
	NettyReusePortWebServerFactoryCustomizer clusterNettyReusePortWebServerFactoryCustomizer(Cluster cluster,
			ObjectProvider<ReactorResourceFactory> resourceFactory) {
		return new NettyReusePortWebServerFactoryCustomizer(cluster, resourceFactory.getIfUnique());
	}

	@Bean
	NettyDrainingWebServerFactoryCustomizer clusterNettyDrainingWebServerFactoryCustomizer(Cluster cluster,
			Draining draining) {
		return new NettyDrainingWebServerFactoryCustomizer(cluster, draining);
	}

	@Bean
	@ConditionalOnBean(NettyReactiveWebServerFactory.class)
	NettyWebServerActivity clusterNettyWebServerActivity(Cluster cluster) {
		return new NettyWebServerActivity(cluster);
	}

}
