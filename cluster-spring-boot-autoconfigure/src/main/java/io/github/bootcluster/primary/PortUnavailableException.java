package io.github.bootcluster.primary;

import java.io.IOException;

/**
 * A port cannot be bound, for another reason than that it is in use.
 *
 * @since 0.1.0
 */
public class PortUnavailableException extends RuntimeException {

	private final PortRequest request;

	/**
	 * Create a new exception.
	 * @param request the port
	 * @param cause what the operating system said
	 */
	public PortUnavailableException(PortRequest request, IOException cause) {
		super("Unable to bind port %d%s: %s".formatted(request.port(),
				(request.address() != null) ? " of address " + request.address().getHostAddress() : "",
				cause.getMessage()), cause);
		this.request = request;
	}

	/**
	 * Return the port.
	 * @return the port
	 */
	public PortRequest getRequest() {
		return this.request;
	}

}
