package io.github.bootcluster.actuate.relay;

import java.security.Principal;
import java.util.List;
import java.util.Objects;

import io.github.bootcluster.relay.RelayRequest.Caller;
import org.jspecify.annotations.Nullable;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.util.ClassUtils;

/**
 * Tells who asks: by name, and with what Spring Security has granted if it is there.
 */
final class RelayCallers {

	private static final boolean SPRING_SECURITY = ClassUtils
		.isPresent("org.springframework.security.core.Authentication", RelayCallers.class.getClassLoader());

	private RelayCallers() {
	}

	static @Nullable Caller get(@Nullable Principal principal) {
		return (principal != null) ? new Caller(Objects.requireNonNullElse(principal.getName(), ""),
				SPRING_SECURITY ? SpringSecurity.getAuthorities(principal) : List.of()) : null;
	}

	/**
	 * Loaded only if Spring Security is there.
	 */
	private static final class SpringSecurity {

		static List<String> getAuthorities(Principal principal) {
			return (principal instanceof Authentication authentication) ? authentication.getAuthorities()
				.stream()
				.map(GrantedAuthority::getAuthority)
				.filter(Objects::nonNull)
				.toList() : List.of();
		}

	}

}
