package io.github.bootcluster.actuate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.core.io.ClassPathResource;

/**
 * The page that shows a cluster to people. It is the same at all times, whatever becomes
 * of the cluster: it asks the {@link ClusterEndpoint} from within a browser.
 * <p>
 * The page needs nothing else, and allows itself nothing else: its style and its script
 * are those whose hashes are in its Content Security Policy.
 *
 * @since 0.1.0
 */
public final class ClusterPage {

	private static final String POLICY = "default-src 'none'; style-src %s; script-src %s; connect-src 'self'; base-uri 'none'; form-action 'none'";

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

	private final String policy;

	private final String html;

	/**
	 * Create a new page.
	 * @param access the access to the endpoint; the page offers no changes unless they
	 * are permitted
	 */
	public ClusterPage(Access access) {
		String style = read("cluster-page.css");
		String script = read("cluster-page.js");
		this.policy = POLICY.formatted(hash(style), hash(script));
		this.html = render(Map.of("policy", this.policy, "style", style, "script", script, "access", describe(access)));
	}

	/**
	 * Return the page.
	 * @return the HTML
	 */
	public String getHtml() {
		return this.html;
	}

	/**
	 * Return the Content Security Policy under which the page works. The page carries it.
	 * @return the policy, as the header {@code Content-Security-Policy} has it
	 */
	public String getContentSecurityPolicy() {
		return this.policy;
	}

	// in one go: what is put in has ${…} of its own
	private static String render(Map<String, String> values) {
		return PLACEHOLDER.matcher(read("cluster-page.html"))
			.replaceAll((found) -> Matcher.quoteReplacement(values.get(found.group(1))));
	}

	private static String describe(Access access) {
		return (access == Access.UNRESTRICTED) ? "unrestricted" : "read-only";
	}

	// Content Security Policy Level 3, section 2.3.1: hash-source
	private static String hash(String content) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
			return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String read(String name) {
		try {
			// the line ends that a browser makes of all others before it takes the hashes
			return new ClassPathResource(name, ClusterPage.class).getContentAsString(StandardCharsets.UTF_8)
				.replace("\r\n", "\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
