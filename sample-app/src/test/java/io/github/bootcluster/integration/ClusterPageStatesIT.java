package io.github.bootcluster.integration;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.bootcluster.ClusterOperations;
import io.github.bootcluster.ClusterStatus;
import io.github.bootcluster.ClusterStatus.ConnectionDraining;
import io.github.bootcluster.ClusterStatus.Primary;
import io.github.bootcluster.ClusterStatus.RollingRestart;
import io.github.bootcluster.ClusterStatus.SchedulingPolicy;
import io.github.bootcluster.ClusterStatus.Workers;
import io.github.bootcluster.ClusterUnavailableException;
import io.github.bootcluster.RollingRestartInProgressException;
import io.github.bootcluster.WorkerExit;
import io.github.bootcluster.WorkerState;
import io.github.bootcluster.WorkerStatistics;
import io.github.bootcluster.WorkerStatus;
import io.github.bootcluster.sample.SampleApplication;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.web.filter.OncePerRequestFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.never;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willReturn;
import static org.mockito.BDDMockito.willThrow;

/**
 * Integration tests for the page of a cluster in states that a real one is seldom in, and
 * under the Content Security Policy of an application.
 */
@SpringBootTest(classes = SampleApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(ClusterPageStatesIT.PolicyConfiguration.class)
class ClusterPageStatesIT {

	private static final String MARKUP = "<script>document.title = 'taken'</script><b>bold</b>";

	private static final Instant START = Instant.parse("2026-11-21T02:50:00Z");

	@TempDir
	private static Path profile;

	private static Browser browser;

	@MockitoBean
	private ClusterOperations operations;

	private String address;

	@BeforeAll
	static void open() {
		browser = Browser.open(profile);
	}

	@AfterAll
	static void close() {
		if (browser != null) {
			browser.close();
		}
	}

	@BeforeEach
	void setAddress(@LocalServerPort int port) {
		this.address = "http://127.0.0.1:" + port + "/actuator/cluster";
	}

	@ParameterizedTest
	@EnumSource
	void workerIsShownInEveryState(WorkerState state) {
		show(cluster(null, worker(state, null)));
		assertThat(browser.find("#table .state").getText()).isEqualToIgnoringCase(state.name());
		assertThat(browser.takeConsole()).isEmpty();
	}

	@Test
	void textIsNeverMarkup() {
		RollingRestart failed = new RollingRestart(RollingRestart.State.FAILED, 3, 0, 1,
				MARKUP + "\nline two" + MARKUP);
		WorkerExit exit = new WorkerExit(4499, 137, "SIGKILL", false, MARKUP, START);
		show(cluster(failed, worker(WorkerState.FAILED, exit)));
		browser.click("#rollout-details summary");
		assertThat(browser.text()).contains("Rolling restart failed", MARKUP, "line two" + MARKUP,
				"code 137 (SIGKILL): " + MARKUP);
		assertThat(browser.findAll("b")).isEmpty();
		assertThat(browser.findAll("script")).hasSize(1);
		assertThat(browser.takeConsole()).isEmpty();
	}

	@Test
	void lastOutputIsFetchedWhenAskedFor() {
		given(this.operations.getLastOutput(1)).willReturn(List.of("one", MARKUP));
		show(cluster(null, worker(WorkerState.FAILED, new WorkerExit(4499, 1, null, false, null, START))));
		then(this.operations).should(never()).getLastOutput(1);
		browser.click("#table summary");
		browser.awaitText("one\n" + MARKUP);
	}

	@Test
	void runningRollingRestartHasProgress() {
		show(cluster(new RollingRestart(RollingRestart.State.RUNNING, 3, 1, 3, null),
				worker(WorkerState.LISTENING, null)));
		assertThat(browser.text()).contains("Rolling restart running", "1 of 4 workers replaced");
		assertThat(browser.find("progress").getDomProperty("value")).isEqualTo("1");
		assertThat(browser.find("progress").getDomProperty("max")).isEqualTo("4");
	}

	@Test
	void pageWhenPrimaryDoesNotAnswerSaysSinceWhenAndGoesOn() {
		show(cluster(null, worker(WorkerState.LISTENING, null)));
		assertThat(browser.find("#outage").isDisplayed()).isFalse();
		given(this.operations.getStatus()).willThrow(new ClusterUnavailableException("Nothing heard", null));
		browser.awaitText("The cluster does not answer. 503: Nothing heard. What is below is from ");
		assertThat(browser.find("#freshness").getText()).isEqualTo("No answer");
		willReturn(cluster(null, worker(WorkerState.DRAINING, null))).given(this.operations).getStatus();
		browser.await("the new state is shown", () -> browser.find("#table .state").getText().equals("Draining"));
		assertThat(browser.find("#outage").isDisplayed()).isFalse();
		assertThat(browser.find("#announcements").getDomProperty("textContent")).contains("The cluster answers again.",
				"Worker 1 is draining.");
	}

	@Test
	void refusalIsShown() {
		willThrow(new RollingRestartInProgressException("2 of 4 replaced")).given(this.operations).restart();
		show(cluster(null, worker(WorkerState.LISTENING, null)));
		browser.click("#restart-all");
		browser.click("#confirm");
		browser.awaitText("Not done. 409: 2 of 4 replaced.");
	}

	@Test
	void pageWorksUnderItsPolicyAsHeader() throws Exception {
		PolicyConfiguration.policy = policyOfPage();
		try {
			show(cluster(null, worker(WorkerState.LISTENING, null)));
			assertThat(browser.find("#workers").isDisplayed()).isTrue();
			assertThat(browser.takeConsole()).isEmpty();
			PolicyConfiguration.policy = "default-src 'none'";
			browser.show(this.address);
			browser.await("a policy without the hashes is violated", () -> !browser.takeConsole().isEmpty());
		}
		finally {
			PolicyConfiguration.policy = null;
		}
	}

	private String policyOfPage() throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.address)).header("Accept", "text/html").build();
		String page = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
		Matcher matcher = Pattern.compile("Content-Security-Policy\" content=\"([^\"]+)\"").matcher(page);
		assertThat(matcher.find()).isTrue();
		return matcher.group(1);
	}

	private void show(ClusterStatus status) {
		given(this.operations.getStatus()).willReturn(status);
		browser.takeConsole();
		browser.show(this.address);
		browser.awaitText("PID 4711");
	}

	private static ClusterStatus cluster(RollingRestart rollingRestart, WorkerStatus worker) {
		return new ClusterStatus(new Primary(4711, START), 2, SchedulingPolicy.REUSE_PORT, ConnectionDraining.GRACEFUL,
				"No JNA", new Workers(4, 1), rollingRestart, List.of(worker));
	}

	private static WorkerStatus worker(WorkerState state, WorkerExit lastExit) {
		return new WorkerStatus(1, state.isAlive() ? 4720L : null, state, 2, 1, 8080, START, START, START,
				new WorkerStatistics.Memory(190_000_000L, 41_000_000, 512_000_000), 0.12, 12L,
				new WorkerStatistics.Requests(1, 81_234), lastExit);
	}

	/**
	 * Access that allows no changes.
	 */
	@Nested
	@TestPropertySource(properties = "management.endpoint.cluster.access=read-only")
	class ReadOnly {

		@Test
		void thereAreNoButtons() {
			show(cluster(null, worker(WorkerState.LISTENING, null)));
			assertThat(browser.text()).contains("Listening");
			assertThat(browser.findAll("button, input")).isNotEmpty().noneMatch((button) -> button.isDisplayed());
			assertThat(browser.findAll("#table button")).isEmpty();
		}

	}

	/**
	 * An application that sends a Content Security Policy with every response.
	 */
	@TestConfiguration(proxyBeanMethods = false)
	static class PolicyConfiguration {

		private static volatile String policy;

		@Bean
		OncePerRequestFilter policyFilter() {
			return new OncePerRequestFilter() {

				@Override
				protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response,
						FilterChain chain) throws ServletException, IOException {
					if (policy != null) {
						response.setHeader("Content-Security-Policy", policy);
					}
					chain.doFilter(request, response);
				}

			};
		}

	}

}
