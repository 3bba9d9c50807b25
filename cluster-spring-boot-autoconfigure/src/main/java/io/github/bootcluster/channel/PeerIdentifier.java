package io.github.bootcluster.channel;

import java.nio.channels.SocketChannel;
import java.util.OptionalLong;

/**
 * Finds out which process is at the other end of a connection.
 */
@FunctionalInterface
public interface PeerIdentifier {

	/**
	 * Return the id of the process that opened a connection. It is called right after the
	 * connection was accepted, on the thread that accepts connections.
	 * @param accepted the connection
	 * @return the process id, or empty if the platform does not tell
	 */
	OptionalLong pidOf(SocketChannel accepted);

}
