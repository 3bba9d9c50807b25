package io.github.bootcluster.web.netty;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import reactor.netty.resources.LoopResources;

import org.springframework.http.client.ReactorResourceFactory;

/**
 * Tests for {@link NettyReusePortWebServerFactoryCustomizer} on the NIO transport.
 */
class NettyNioPortSharingTests extends NettyPortSharingTests {

	private final ReactorResourceFactory resourceFactory = new ReactorResourceFactory();

	private EventLoopGroup eventLoopGroup;

	@BeforeEach
	void createResources() {
		this.eventLoopGroup = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
		LoopResources loopResources = (useNative) -> this.eventLoopGroup;
		this.resourceFactory.setUseGlobalResources(false);
		this.resourceFactory.setLoopResources(loopResources);
		this.resourceFactory.afterPropertiesSet();
	}

	@AfterEach
	void shutDown() {
		this.resourceFactory.destroy();
		this.eventLoopGroup.shutdownGracefully();
	}

	@Override
	ReactorResourceFactory getResourceFactory() {
		return this.resourceFactory;
	}

}
