package io.github.bootcluster.relay;

/**
 * Marks a call of an operation that another worker has passed on. An operation that
 * otherwise answers for the whole cluster declares a parameter of this type, which is
 * {@code null} in calls of other origin, and answers for its own process if it is there.
 *
 * @since 0.1.0
 */
public final class RelayedCall {

	/**
	 * The mark.
	 */
	public static final RelayedCall INSTANCE = new RelayedCall();

	private RelayedCall() {
	}

}
