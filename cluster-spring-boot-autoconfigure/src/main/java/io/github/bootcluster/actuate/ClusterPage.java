package io.github.bootcluster.actuate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.util.Assert;

/**
 * The page that shows a cluster in a browser. It has one style and one script and fetches
 * nothing but the JSON of the endpoint, and its Content Security Policy allows no more:
 * it names the two by their hashes.
 */
final class ClusterPage {

	private static final Resource RESOURCE = new ClassPathResource("cluster.html", ClusterPage.class);

	private final String template;

	private ClusterPage(String template) {
		this.template = template;
	}

	/**
	 * Load the page from the class path.
	 * @return the page
	 */
	static ClusterPage load() {
		try {
			// as a browser does before it takes the hashes
			return new ClusterPage(RESOURCE.getContentAsString(StandardCharsets.UTF_8).replace("\r\n", "\n"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the page for a browser.
	 * @param access the access to the endpoint; there are buttons only where it is not
	 * restricted
	 * @return the HTML in UTF-8
	 */
	byte[] render(Access access) {
		return this.template.replace("{policy}", getPolicy())
			.replace("{writable}", String.valueOf(access == Access.UNRESTRICTED))
			.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Return the Content Security Policy.
	 * @return the policy, as in a header
	 */
	String getPolicy() {
		return "default-src 'none'; style-src %s; script-src %s; connect-src 'self'; base-uri 'none'; form-action 'none'"
			.formatted(hash("style"), hash("script"));
	}

	private String hash(String element) {
		return "'sha256-" + Base64.getEncoder().encodeToString(sha256(getContent(element))) + "'";
	}

	private String getContent(String element) {
		int start = this.template.indexOf("<" + element + ">");
		int end = this.template.indexOf("</" + element + ">", start);
		Assert.state(start >= 0 && end >= 0, () -> "The page has no <" + element + ">");
		return this.template.substring(start + element.length() + 2, end);
	}

	private static byte[] sha256(String content) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
