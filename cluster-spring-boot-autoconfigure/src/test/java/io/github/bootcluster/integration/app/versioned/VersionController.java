package io.github.bootcluster.integration.app.versioned;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.springframework.core.io.ClassPathResource;
import org.springframework.util.Assert;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells the version that the jar has at the time of the request, with a class that is
 * loaded by then only, and the process that answers.
 */
@RestController
class VersionController {

	VersionController() throws IOException {
		Assert.state(!VersionController.read().equals("broken"), "This version is broken");
	}

	@GetMapping("/version")
	String version() throws IOException {
		return new LateAnswer(read(), ProcessHandle.current().pid(), System.getProperty("user.dir")).toText();
	}

	private static String read() throws IOException {
		return new ClassPathResource("version.txt").getContentAsString(StandardCharsets.UTF_8);
	}

	/**
	 * An answer, whose class is not needed before the first one.
	 *
	 * @param version the version
	 * @param pid the process
	 * @param directory the working directory
	 */
	private record LateAnswer(String version, long pid, String directory) {

		String toText() {
			return "%s %d %s".formatted(this.version, this.pid, this.directory);
		}

	}

}
