package io.github.bootcluster.actuate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.endpoint.Access;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClusterPage}.
 */
class ClusterPageTests {

	private final ClusterPage page = new ClusterPage(Access.UNRESTRICTED);

	@ParameterizedTest
	@ValueSource(strings = { "style", "script" })
	void policyHasHashOfElement(String element) throws Exception {
		byte[] content = contentOf(element).getBytes(StandardCharsets.UTF_8);
		byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
		assertThat(this.page.getContentSecurityPolicy())
			.contains(element + "-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
	}

	@Test
	void pageCarriesPolicy() {
		assertThat(this.page.getHtml()).contains("<meta http-equiv=\"Content-Security-Policy\" content=\""
				+ this.page.getContentSecurityPolicy() + "\">");
	}

	@Test
	void pageLoadsNothing() {
		assertThat(this.page.getHtml()).doesNotContainPattern("(?i)\\b(src|href|style|on\\w+)\\s*=\\s*[\"']")
			.doesNotContain("@import", "url(", "eval(", "innerHTML", "insertAdjacentHTML", "document.write");
	}

	@Test
	void pageHasLineEndsOfBrowser() {
		assertThat(this.page.getHtml()).doesNotContain("\r");
	}

	@Test
	void pageHasNoPlaceholders() {
		assertThat(this.page.getHtml().replace(contentOf("script"), "")).doesNotContain("${");
	}

	@Test
	void pageWhenAccessIsUnrestrictedOffersChanges() {
		assertThat(this.page.getHtml()).contains("<body data-access=\"unrestricted\">");
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNRESTRICTED")
	void pageWhenAccessIsRestrictedOffersNoChanges(Access access) {
		assertThat(new ClusterPage(access).getHtml()).contains("<body data-access=\"read-only\">");
	}

	private String contentOf(String element) {
		String html = this.page.getHtml();
		String start = "<" + element + ">";
		return html.substring(html.indexOf(start) + start.length(), html.lastIndexOf("</" + element + ">"));
	}

}
