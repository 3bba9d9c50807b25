package io.github.bootcluster.integration.launch.echo;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

import io.github.bootcluster.Cluster;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ApplicationArguments;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells how this process was launched.
 */
@RestController
class EchoController {

	private final Cluster cluster;

	private final ApplicationArguments arguments;

	EchoController(Cluster cluster, ApplicationArguments arguments) {
		this.cluster = cluster;
		this.arguments = arguments;
	}

	@GetMapping("/launch")
	Launch launch() {
		return new Launch(this.cluster.getWorkerId(), ProcessHandle.current().pid(),
				HexText.of(List.of(this.arguments.getSourceArgs())),
				ManagementFactory.getRuntimeMXBean().getInputArguments(), System.getProperty("user.dir"),
				System.getenv());
	}

	/**
	 * How a process was launched.
	 *
	 * @param workerId the worker's id
	 * @param pid the process
	 * @param arguments the bytes of the application's arguments
	 * @param jvmArguments the arguments of the JVM, whether from the command line or the
	 * environment
	 * @param directory the working directory
	 * @param environment the environment
	 */
	record Launch(@Nullable Integer workerId, long pid, List<String> arguments, List<String> jvmArguments,
			String directory, Map<String, String> environment) {

	}

}
