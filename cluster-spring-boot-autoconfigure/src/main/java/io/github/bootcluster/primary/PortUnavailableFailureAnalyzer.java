package io.github.bootcluster.primary;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports a {@link PortUnavailableException} once, for all workers.
 */
class PortUnavailableFailureAnalyzer extends AbstractFailureAnalyzer<PortUnavailableException> {

	private static final int FIRST_UNPRIVILEGED_PORT = 1024;

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, PortUnavailableException cause) {
		return new FailureAnalysis("Web server failed to start. " + cause.getMessage() + ".",
				getAction(cause.getRequest()), cause);
	}

	private String getAction(PortRequest request) {
		if (request.port() > 0 && request.port() < FIRST_UNPRIVILEGED_PORT) {
			return "Set '%s' to a port from 1024 on, or allow the process to bind privileged ports, for example with the sysctl net.ipv4.ip_unprivileged_port_start."
				.formatted(request.property());
		}
		if (request.address() == null) {
			return "Set '%s' to another port.".formatted(request.property());
		}
		return "Set '%s' to an address of this machine, or remove it to listen on all addresses."
			.formatted(request.property().replace(".port", ".address"));
	}

}
