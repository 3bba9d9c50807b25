package io.github.bootcluster.startup.scanned;

import org.springframework.stereotype.Component;

/**
 * A bean of the user's that must not be created in a primary.
 */
@Component
public class UserBean {

	public UserBean() {
		throw new IllegalStateException("A primary must not create the user's beans");
	}

}
