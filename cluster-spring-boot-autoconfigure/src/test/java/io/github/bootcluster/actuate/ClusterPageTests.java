package io.github.bootcluster.actuate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.endpoint.Access;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClusterPage}.
 */
class ClusterPageTests {

	private static final Pattern POLICY = Pattern
		.compile("<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]+)\">");

	private final ClusterPage page = ClusterPage.load();

	private final String html = new String(this.page.render(Access.UNRESTRICTED), StandardCharsets.UTF_8);

	@Test
	void policyIsInPageBeforeWhatItIsFor() {
		MatchResult policy = POLICY.matcher(this.html).results().findFirst().orElseThrow();
		assertThat(policy.group(1)).isEqualTo(this.page.getPolicy());
		assertThat(policy.end()).isLessThan(this.html.indexOf("<style"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "style", "script" })
	void policyHasHashOfOnlyElement(String element) throws Exception {
		String[] contents = Pattern.compile("<" + element + "[^>]*>(.*?)</" + element + ">", Pattern.DOTALL)
			.matcher(this.html)
			.results()
			.map((result) -> result.group(1))
			.toArray(String[]::new);
		assertThat(contents).hasSize(1);
		byte[] hash = MessageDigest.getInstance("SHA-256").digest(contents[0].getBytes(StandardCharsets.UTF_8));
		assertThat(this.page.getPolicy()).startsWith("default-src 'none'; ")
			.contains(element + "-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'; ");
	}

	@Test
	void markupHasNothingThatPolicyForbids() {
		String markup = this.html.replaceAll("(?s)<(style|script)>.*?</\\1>", "");
		assertThat(markup).doesNotContainPattern("(?i)\\s(on\\w+|style|src|href|action)\\s*=").doesNotContain("<link");
	}

	@Test
	void pageLoadsNothingFromElsewhere() {
		assertThat(this.html.replace("'http://www.w3.org/2000/svg'", "")).doesNotContain("://")
			.doesNotContain("url(", "@import", "data:");
	}

	@Test
	void scriptMakesNoMarkupAndNoCodeOfText() {
		assertThat(this.html).doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(",
				"new Function", "'style'");
	}

	@ParameterizedTest
	@CsvSource({ "UNRESTRICTED, true", "READ_ONLY, false", "NONE, false" })
	void pageIsWritableWhenAccessIsUnrestricted(Access access, boolean writable) {
		assertThat(new String(this.page.render(access), StandardCharsets.UTF_8))
			.contains("data-writable=\"" + writable + "\"")
			.doesNotContain("{writable}", "{policy}");
	}

	@Test
	void pageHasNoCarriageReturn() {
		assertThat(this.html).doesNotContain("\r");
	}

}
