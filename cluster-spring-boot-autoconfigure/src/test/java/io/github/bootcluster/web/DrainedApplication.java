package io.github.bootcluster.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.reactive.socket.server.RequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/**
 * What is served while a server is drained, by a servlet or by a reactive handler.
 */
public final class DrainedApplication {

	static final String LARGE_ANSWER = "0123456789".repeat(20_000);

	private final CountDownLatch slowStarted = new CountDownLatch(1);

	private final CountDownLatch slowReleased = new CountDownLatch(1);

	void awaitSlowRequest() throws InterruptedException {
		this.slowStarted.await();
	}

	void releaseSlowRequest() {
		this.slowReleased.countDown();
	}

	private String answerSlowly() {
		this.slowStarted.countDown();
		try {
			this.slowReleased.await();
			return LARGE_ANSWER;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	public ServletContextInitializer toServlet() {
		return (servletContext) -> {
			ServletRegistration.Dynamic servlet = servletContext.addServlet("drained", new DrainedServlet(this));
			servlet.addMapping("/");
			servlet.setAsyncSupported(true);
		};
	}

	public HttpHandler toHandler(RequestUpgradeStrategy upgrade) {
		HandshakeWebSocketService webSockets = new HandshakeWebSocketService(upgrade);
		return WebHttpHandlerBuilder
			.webHandler((exchange) -> WebSocketEndpoint.PATH.equals(exchange.getRequest().getPath().value())
					? webSockets.handleRequest(exchange, (session) -> session.receive().then())
					: handle(exchange.getRequest(), exchange.getResponse()))
			.build();
	}

	private Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
		return switch (request.getPath().value()) {
			case "/slow", "/later" ->
				write(response, Mono.fromCallable(this::answerSlowly).subscribeOn(Schedulers.boundedElastic()));
			case "/length" -> write(response, length(request));
			case "/stream" -> write(response, Flux.just("a", "b", "c").repeat(999));
			case "/refuse" -> refuse(response);
			case "/fail" -> Mono.error(new IllegalStateException("Failed on purpose"));
			default -> write(response, Mono.just("hello"));
		};
	}

	private Mono<String> length(ServerHttpRequest request) {
		return request.getBody().map((buffer) -> {
			int length = buffer.readableByteCount();
			DataBufferUtils.release(buffer);
			return length;
		}).reduce(0, Integer::sum).map(String::valueOf);
	}

	private Mono<Void> refuse(ServerHttpResponse response) {
		response.setStatusCode(HttpStatus.UNAUTHORIZED);
		return response.setComplete();
	}

	private Mono<Void> write(ServerHttpResponse response, Flux<String> body) {
		return response.writeAndFlushWith(body.map((part) -> Mono.just(buffer(response, part))));
	}

	private Mono<Void> write(ServerHttpResponse response, Mono<String> body) {
		return response.writeWith(body.map((content) -> buffer(response, content)));
	}

	private DataBuffer buffer(ServerHttpResponse response, String content) {
		return response.bufferFactory().wrap(content.getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * {@link HttpServlet} that does what the handler does.
	 */
	private static final class DrainedServlet extends HttpServlet {

		private final transient DrainedApplication application;

		DrainedServlet(DrainedApplication application) {
			this.application = application;
		}

		@Override
		protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
			switch (request.getServletPath()) {
				case "/slow" -> response.getWriter().write(this.application.answerSlowly());
				case "/later" -> answerLater(request.startAsync());
				case "/length" -> response.getWriter().write(String.valueOf(length(request)));
				case "/stream" -> stream(response);
				case "/refuse" -> response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
				case "/fail" -> throw new IllegalStateException("Failed on purpose");
				default -> response.getWriter().write("hello");
			}
		}

		private void answerLater(AsyncContext context) {
			context.start(() -> {
				try {
					context.getResponse().getWriter().write(this.application.answerSlowly());
					context.complete();
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
		}

		private int length(HttpServletRequest request) throws IOException {
			return request.getInputStream().readAllBytes().length;
		}

		private void stream(HttpServletResponse response) throws IOException {
			for (int i = 0; i < 1_000; i++) {
				response.getWriter().write("abc");
				response.flushBuffer();
			}
		}

	}

}
