package io.github.bootcluster.actuate.relay;

import java.security.Principal;

import io.github.bootcluster.relay.RelayRequest.Caller;

import org.springframework.boot.actuate.endpoint.SecurityContext;

/**
 * {@link SecurityContext} of somebody whom another worker has identified.
 *
 * @param caller who asks
 */
record RelayedSecurityContext(Caller caller) implements SecurityContext {

	private static final String ROLE_PREFIX = "ROLE_";

	@Override
	public Principal getPrincipal() {
		return new RelayedPrincipal(this.caller.name());
	}

	@Override
	public boolean isUserInRole(String role) {
		return this.caller.authorities().contains(role) || this.caller.authorities().contains(ROLE_PREFIX + role);
	}

	/**
	 * The name of somebody.
	 *
	 * @param getName the name
	 */
	private record RelayedPrincipal(String getName) implements Principal {

	}

}
