package io.github.bootcluster.integration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.github.bootcluster.integration.app.talkative.EventWriter;
import io.github.bootcluster.integration.app.talkative.TalkativeApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for what every process of a cluster knows: events, members, who
 * leads, and what was done once.
 */
class LeadershipIT {

	private static final Pattern HEARD = Pattern.compile("(\\d+) heard (\\w+\\[.*])");

	private static ClusterProcess cluster;

	private static String startOutput;

	@BeforeAll
	static void start(@TempDir Path directory) {
		cluster = new ClusterLauncher(TalkativeApplication.class, directory).workers(3)
			.property("cluster.primary.sources", EventWriter.class.getName())
			.start()
			.awaitListening(3);
		startOutput = cluster.output();
	}

	@AfterAll
	static void stop() {
		if (cluster != null) {
			cluster.close();
			cluster = null;
		}
	}

	@Test
	void everyProcessHearsTheSameEventsOnceAndInOrder() {
		Collection<Long> workers = cluster.awaitListening(3).listeningPids().values();
		cluster.await("all have heard the same", () -> workers.stream().allMatch(this::hasHeardWhatThePrimaryHas));
		List<String> heard = heardBy(cluster.pid());
		for (long pid : workers) {
			assertThat(heard.stream().filter((event) -> event.contains("pid=" + pid + ","))).map(LeadershipIT::nameOf)
				.containsExactly("WorkerForkedEvent", "WorkerOnlineEvent", "WorkerListeningEvent");
		}
		assertThat(heard).map(LeadershipIT::nameOf).containsOnlyOnce("ClusterReadyEvent");
	}

	private boolean hasHeardWhatThePrimaryHas(long pid) {
		List<String> all = heardBy(cluster.pid());
		List<String> heard = heardBy(pid);
		int start = heard.isEmpty() ? -1 : all.indexOf(heard.get(0));
		return start >= 0 && heard.equals(all.subList(start, all.size()));
	}

	@Test
	void leaderThatIsKilledIsSucceededByAnother() {
		Map<Long, JsonNode> before = awaitOneLeader();
		long leader = leaderOf(before);
		List<Long> others = before.keySet().stream().filter((pid) -> pid != leader).toList();
		int seeds = seeds();
		TestSignals.send("KILL", leader);
		cluster.await("another leads",
				() -> others.stream().anyMatch((pid) -> heardAll(pid).contains("LeadershipGrantedEvent[first=false]")));
		Map<Long, JsonNode> after = awaitOneLeader();
		assertThat(leaderOf(after)).isIn(others);
		assertThat(after).doesNotContainKey(leader);
		assertThat(seeds()).as("a replacement does not seed again").isEqualTo(seeds);
	}

	@Test
	void rollingRestartLeavesExactlyOneLeaderAndSeedsOnce() {
		awaitOneLeader();
		int seeds = seeds();
		int generation = cluster.status().get("generation").asInt() + 1;
		assertThat(cluster.client().post("/actuator/cluster", "{\"action\":\"restart\"}").statusCode()).isEqualTo(202);
		cluster.awaitStatus("rolled out", (status) -> status.get("generation").asInt() == generation
				&& status.at("/rollingRestart/state").asString("").equals("COMPLETED"));
		awaitOneLeader();
		assertThat(seeds()).isEqualTo(seeds + 1);
	}

	@Test
	void exactlyOneWorkerSeedsAndTheOthersWaitForIt() {
		assertThat(startOutput.lines().filter((line) -> line.contains("seeded by "))).hasSize(1);
		assertThat(startOutput.lines().filter((line) -> line.contains("past the seed in "))).hasSize(3);
		assertThat(startOutput.indexOf("seeded by ")).isLessThan(startOutput.indexOf("past the seed in "));
	}

	/**
	 * Wait until all workers listen and agree on who leads, and that one does too.
	 * @return the answers of the workers by pid
	 */
	private Map<Long, JsonNode> awaitOneLeader() {
		List<Map<Long, JsonNode>> answers = new ArrayList<>();
		cluster.await("one leads and all know it", () -> {
			Map<Integer, Long> pids = cluster.awaitListening(3).listeningPids();
			answers.add(EveryWorker.ask(cluster, pids.values(), () -> cluster.client().getJson("/leader"),
					(answer) -> answer.get("pid").asLong()));
			return isAgreed(answers.get(answers.size() - 1), pids);
		});
		return answers.get(answers.size() - 1);
	}

	private boolean isAgreed(Map<Long, JsonNode> answers, Map<Integer, Long> pids) {
		List<Long> leaders = leadersOf(answers);
		return leaders.size() == 1 && answers.values()
			.stream()
			.allMatch((answer) -> answer.get("listening").asInt() == 3
					&& leaders.get(0).equals(pids.get(answer.get("leaderId").asInt())));
	}

	private static long leaderOf(Map<Long, JsonNode> answers) {
		return leadersOf(answers).get(0);
	}

	private static List<Long> leadersOf(Map<Long, JsonNode> answers) {
		return answers.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().get("leader").asBoolean())
			.map(Map.Entry::getKey)
			.toList();
	}

	private static int seeds() {
		return (int) cluster.outputLines().stream().filter((line) -> line.contains("seeded by ")).count();
	}

	/**
	 * Return the events about the cluster that a process has heard so far.
	 */
	private static List<String> heardBy(long pid) {
		return heardAll(pid).stream()
			.filter((event) -> !nameOf(event).startsWith("Leadership") && !nameOf(event).equals("WorkerDrainingEvent"))
			.toList();
	}

	private static List<String> heardAll(long pid) {
		return HEARD.matcher(cluster.output())
			.results()
			.filter((match) -> Long.parseLong(match.group(1)) == pid)
			.map((MatchResult match) -> match.group(2))
			.toList();
	}

	private static String nameOf(String event) {
		return event.substring(0, event.indexOf('['));
	}

}
