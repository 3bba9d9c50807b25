package io.github.bootcluster.integration;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.bootcluster.integration.app.messaging.Listeners;
import io.github.bootcluster.integration.app.messaging.MessagingApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for messages between processes. Workers are replaced by other tests
 * meanwhile: pids are asked for anew each time.
 */
class MessagingIT {

	private static final int LIMIT = 64 * 1024;

	// what a window holds
	private static final int WINDOW = 1024;

	@TempDir
	private static Path directory;

	private static ClusterProcess cluster;

	@BeforeAll
	static void start() {
		cluster = new ClusterLauncher(MessagingApplication.class, directory)
			.property("cluster.primary.sources", Listeners.class.getName())
			.property("cluster.channel.max-message-size", "64KB")
			.property("cluster.channel.send-timeout", "2s")
			.property("cluster.caches.evict-everywhere", "true")
			.property("cluster.workers", "3")
			.start()
			.awaitListening(3);
	}

	@AfterAll
	static void stop() {
		cluster.close();
	}

	@Test
	void hundredThousandMessagesArriveInOrder() {
		long sender = cluster.pidOfWorker(1);
		assertThat(json(1, "flood?to=2&count=100000").path("heard").asInt()).isEqualTo(100_000);
		assertHeard(heard(2, sender), "worker 1", 100_000);
	}

	@Test
	void broadcastReachesAllOthersAndThePrimary() {
		assertThat(only(2, "broadcast").body()).isEqualTo("3");
		assertThat(heard(1, cluster.pidOfWorker(2)).path("sender").asString()).isEqualTo("worker 2");
	}

	@Test
	void requestsAreRepliedToByWorkersAndByThePrimary() {
		for (int receiver = 0; receiver <= 2; receiver++) {
			assertThat(ask(receiver, "same")).isEqualTo("same: true");
			assertThat(ask(receiver, "null")).isEqualTo("null: null");
			assertThat(ask(receiver, "echo")).contains("2026-11-21T10:15:30.123456789Z", "ключ");
		}
	}

	@Test
	void requestThatFailsSaysWhy() {
		assertThat(ask(2, "throw"))
			.isEqualTo("RequestFailedException: A request failed in worker 2: java.lang.IllegalStateException: "
					+ "Näh: worker 1");
		assertThat(ask(0, "throw")).startsWith("RequestFailedException: A request failed in the primary");
		assertThat(ask(2, "hang"))
			.isEqualTo("RequestTimeoutException: There was no reply from worker 2 within 2000 ms");
		assertThat(ask(7, "echo")).isEqualTo(
				"MessageNotDeliveredException: A message to worker 7 was not delivered: there is no such worker");
	}

	@Test
	void messageOfTheLargestSizeIsSentAndOneByteMoreIsNot() {
		for (int receiver = 0; receiver <= 2; receiver++) {
			assertThat(only(1, "text?to=%d&size=%d".formatted(receiver, LIMIT - 1)).statusCode()).isEqualTo(200);
			assertThat(only(1, "text?to=%d&size=%d".formatted(receiver, LIMIT)).statusCode()).isEqualTo(200);
			assertThat(only(1, "text?to=%d&size=%d".formatted(receiver, LIMIT + 1)).body())
				.isEqualTo("MessageTooLargeException: A message of type String takes 65537 bytes, more than the limit "
						+ "of 65536 bytes (property 'cluster.channel.max-message-size')");
		}
	}

	@Test
	void evictionReachesLocalCachesOfOtherWorkers() {
		String evicted = only(2, "cached?key=evicted").body();
		String kept = only(2, "cached?key=kept").body();
		assertThat(only(2, "cached?key=evicted").body()).isEqualTo(evicted);
		only(1, "evict?key=evicted");
		cluster.await("worker 2 makes the value anew", () -> !only(2, "cached?key=evicted").body().equals(evicted));
		assertThat(only(2, "cached?key=kept").body()).isEqualTo(kept);
	}

	@Test
	void senderFeelsReceiverThatStandsStillAndOthersDoNot() {
		long receiver = cluster.pidOfWorker(3);
		JsonNode outcomes = json(1, "flood-frozen?to=3");
		assertThat(outcomes.path("heard").asInt()).as(outcomes.toString()).isEqualTo(WINDOW);
		assertThat(outcomes.path("replies of others").asInt()).as(outcomes.toString()).isEqualTo(2);
		assertThat(cluster.pidOfWorker(3)).isEqualTo(receiver);
	}

	@Test
	void everyMessageIsAccountedForWhenReceiverIsKilled() {
		long sender = cluster.pidOfWorker(1);
		long receiver = cluster.pidOfWorker(2);
		int before = heard(2, sender).path("count").asInt(0);
		CompletableFuture<JsonNode> flood = CompletableFuture.supplyAsync(() -> json(1, "flood?to=2&count=1000000"));
		cluster.await("messages are on their way", () -> heard(2, sender).path("count").asInt(0) > before);
		TestSignals.send("KILL", receiver);
		JsonNode outcomes = flood.orTimeout(60, TimeUnit.SECONDS).join();
		assertThat(outcomes.path("MessageNotDeliveredException").asInt()).as(outcomes.toString()).isPositive();
		cluster.awaitReplacement(2, receiver);
		cluster.awaitListening(3);
		assertThat(ask(2, "same")).isEqualTo("same: true");
	}

	@Test
	void receiverHasHeardAllUpToSomeMessageWhenSenderIsKilled() {
		long sender = cluster.pidOfWorker(3);
		CompletableFuture<?> flood = CompletableFuture.runAsync(() -> only(3, "flood?to=1&count=1000000"));
		cluster.await("messages have come", () -> heard(1, sender).path("count").asInt(0) > 0);
		TestSignals.send("KILL", sender);
		cluster.awaitReplacement(3, sender);
		JsonNode heard = heard(1, sender);
		assertThat(heard.path("inOrder").asBoolean()).as(heard.toString()).isTrue();
		assertThat(flood).failsWithin(Duration.ofSeconds(60));
		cluster.awaitListening(3);
	}

	private static void assertHeard(JsonNode heard, String sender, int count) {
		assertThat(heard.path("sender").asString()).isEqualTo(sender);
		assertThat(heard.path("count").asInt()).isEqualTo(count);
		assertThat(heard.path("inOrder").asBoolean()).isTrue();
	}

	private static JsonNode heard(int worker, long senderPid) {
		return json(worker, "heard").path(String.valueOf(senderPid));
	}

	private static String ask(int receiver, String behavior) {
		return only(1, "ask?to=%d&behavior=%s".formatted(receiver, behavior)).body();
	}

	private static JsonNode json(int worker, String command) {
		return ClusterClient.parse(only(worker, command));
	}

	/*
	 * The kernel decides who answers, so the wrong ones say so.
	 */
	private static HttpResponse<String> only(int worker, String command) {
		HttpResponse<String> response = cluster.get("/only/%d/%s".formatted(worker, command));
		while (response.statusCode() == 421) {
			response = cluster.get("/only/%d/%s".formatted(worker, command));
		}
		return response;
	}

}
