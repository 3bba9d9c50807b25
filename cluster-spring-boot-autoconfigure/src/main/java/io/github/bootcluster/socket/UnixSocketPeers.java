package io.github.bootcluster.socket;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Finds the processes at the other end of the connections to a Unix domain socket that
 * this process listens on. Needs Linux's {@code /proc} and native calls, and knows nobody
 * where one of them is missing.
 * <p>
 * To be asked by the one thread that accepts the connections, after each of them.
 *
 * @since 0.1.0
 */
public final class UnixSocketPeers {

	private static final Log logger = LogFactory.getLog(UnixSocketPeers.class);

	private final AcceptedUnixSockets sockets;

	private final @Nullable NativeCalls calls;

	private final Set<Long> known = new HashSet<>();

	/**
	 * Create peers of the given socket.
	 * @param path the path that the listening socket was bound to, as it was given to
	 * {@code bind}
	 */
	public UnixSocketPeers(Path path) {
		this(new AcceptedUnixSockets(path, Path.of("/proc/self")), NativeAccess.load());
	}

	UnixSocketPeers(AcceptedUnixSockets sockets, @Nullable NativeCalls calls) {
		this.sockets = sockets;
		this.calls = calls;
	}

	/**
	 * Return the process that opened a connection.
	 * @param accepted the connection that was accepted last, not closed yet
	 * @return its pid, or empty if it cannot be told
	 */
	public OptionalLong pidOf(SocketChannel accepted) {
		if (this.calls == null || !accepted.isOpen()) {
			return OptionalLong.empty();
		}
		try {
			return pidOfNewcomer(this.calls, this.sockets.find());
		}
		catch (IOException ex) {
			logger.debug("Unable to look up accepted sockets", ex);
			return OptionalLong.empty();
		}
	}

	private OptionalLong pidOfNewcomer(NativeCalls calls, Map<Long, Integer> descriptors) {
		Map<Long, Integer> newcomers = new HashMap<>(descriptors);
		newcomers.keySet().removeAll(this.known);
		this.known.clear();
		this.known.addAll(descriptors.keySet());
		return (newcomers.size() == 1) ? calls.getPeerPid(newcomers.values().iterator().next()) : OptionalLong.empty();
	}

}
