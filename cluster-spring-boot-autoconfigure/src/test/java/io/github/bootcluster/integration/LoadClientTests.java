package io.github.bootcluster.integration;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.bootcluster.integration.ScriptedServer.Script;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/**
 * Tests for {@link LoadClient}, which has to see what goes wrong, and nothing else.
 */
class LoadClientTests {

	private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK";

	private static final String OK_AND_CLOSE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nOK";

	private static final Duration TIMEOUT = Duration.ofMillis(100);

	@ParameterizedTest
	@ValueSource(strings = { OK, "HTTP/1.1 204 No Content\r\n\r\n",
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nOK\r\n0\r\n\r\n" })
	void answersOnOneConnectionAreSuccesses(String response) throws Exception {
		LoadResult result = load(true, 5, (socket) -> {
			while (ScriptedServer.readRequest(socket)) {
				ScriptedServer.write(socket, response);
			}
		});
		assertOnly(LoadOutcome.SUCCESS, result);
		assertThat(result.getConnects()).isOne();
		assertThat(result.percentile(50)).isPositive().isLessThanOrEqualTo(result.percentile(99));
	}

	@Test
	void endOfAConnectionThatWasAnnouncedIsNoError() throws Exception {
		LoadResult result = load(true, 5, (socket) -> answerOnce(socket, OK_AND_CLOSE));
		assertOnly(LoadOutcome.SUCCESS, result);
		assertThat((long) result.getConnects()).isEqualTo(result.getRequests());
	}

	@Test
	void endOfAnIdleConnectionIsNoError() throws Exception {
		AtomicInteger closed = new AtomicInteger();
		try (ScriptedServer server = ScriptedServer.start((socket) -> {
			answerOnce(socket, OK);
			closed.incrementAndGet();
		}); LoadConnection connection = new LoadConnection(server.getPort(), "/", true, TIMEOUT)) {
			assertThat(connection.exchange()).isEqualTo(LoadOutcome.SUCCESS);
			Awaitility.await().untilAtomic(closed, equalTo(1));
			assertThat(connection.exchange()).isEqualTo(LoadOutcome.SUCCESS);
			assertThat(connection.getConnects()).isEqualTo(2);
		}
	}

	@Test
	void eachRequestHasAConnectionWhenItIsToBeClosed() throws Exception {
		LoadResult result = load(false, 5, (socket) -> answerOnce(socket, OK));
		assertOnly(LoadOutcome.SUCCESS, result);
		assertThat((long) result.getConnects()).isEqualTo(result.getRequests());
	}

	private static void answerOnce(Socket socket, String response) throws IOException {
		ScriptedServer.readRequest(socket);
		ScriptedServer.write(socket, response);
		socket.close();
	}

	@Test
	void otherStatusIsNoSuccess() throws Exception {
		LoadResult result = load(true, 2,
				(socket) -> answerOnce(socket, "HTTP/1.1 503 Unavailable\r\nContent-Length: 0\r\n\r\n"));
		assertOnly(LoadOutcome.OTHER_STATUS, result);
	}

	@Test
	void endBeforeTheResponseIsAnError() throws Exception {
		LoadResult result = load(true, 2, (socket) -> {
			ScriptedServer.readRequest(socket);
			socket.close();
		});
		assertOnly(LoadOutcome.READ_ERROR, result);
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nOK",
			"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nOK\r\n", "HTTP/1.1 200 OK\r\n\r\nOK",
			"SSH-2.0\r\n" })
	void partOfAResponseIsAnError(String response) throws Exception {
		LoadResult result = load(true, 2, (socket) -> answerOnce(socket, response));
		assertOnly(LoadOutcome.READ_ERROR, result);
	}

	@Test
	void resetBeforeTheResponseIsAnError() throws Exception {
		LoadResult result = load(true, 2, (socket) -> {
			ScriptedServer.readRequest(socket);
			ScriptedServer.reset(socket);
		});
		assertOnly(LoadOutcome.RESET, result);
	}

	@Test
	void endWhileTheRequestIsSentIsAnError() throws Exception {
		String longPath = "/" + "x".repeat(8 << 20);
		try (ScriptedServer server = ScriptedServer.start((socket) -> {
			socket.getInputStream().read();
			ScriptedServer.reset(socket);
		})) {
			LoadResult result = load(server.getPort(), longPath, true, 2);
			assertThat(result.count(LoadOutcome.RESET) + result.count(LoadOutcome.WRITE_ERROR))
				.isEqualTo(result.getRequests());
		}
	}

	@Test
	void noAnswerIsAnError() throws Exception {
		LoadResult result = load(true, 1, ScriptedServer::readRequest);
		assertOnly(LoadOutcome.TIMEOUT, result);
	}

	@Test
	void noServerIsAnError() throws Exception {
		LoadResult result = load(FreePorts.findConsecutive(1), "/", true, 2);
		assertOnly(LoadOutcome.CONNECT_ERROR, result);
	}

	private static LoadResult load(boolean keepAlive, int requests, Script script) throws Exception {
		try (ScriptedServer server = ScriptedServer.start(script)) {
			return load(server.getPort(), "/", keepAlive, requests);
		}
	}

	private static LoadResult load(int port, String path, boolean keepAlive, int requests) {
		LoadClient client = LoadClient.start(port, path, keepAlive, 1, TIMEOUT);
		Awaitility.await().until(() -> client.getRequests() >= requests);
		return client.stop();
	}

	private static void assertOnly(LoadOutcome outcome, LoadResult result) {
		assertThat(result.count(outcome)).as(result::toString).isPositive().isEqualTo(result.getRequests());
		assertThat(result.getFailures()).hasSize((outcome != LoadOutcome.SUCCESS) ? (int) result.getRequests() : 0);
		assertThat(result).asString().contains("%d %s".formatted(result.getRequests(), outcome));
	}

}
