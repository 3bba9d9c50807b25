package io.github.bootcluster.startup;

/**
 * What a service manager is told that a service does.
 */
enum ServiceState {

	/**
	 * It does not serve yet.
	 */
	STARTING,

	/**
	 * It serves.
	 */
	READY,

	/**
	 * It serves, and a rolling restart is running.
	 */
	RELOADING,

	/**
	 * It is about to end.
	 */
	STOPPING;

	/**
	 * Return whether the service manager limits the time that a service is in this state.
	 * @return {@code true} unless it is {@link #READY}
	 */
	boolean isLimited() {
		return this != READY;
	}

	boolean isServing() {
		return this == READY || this == RELOADING;
	}

}
