package io.github.bootcluster.channel;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.UserPrincipal;

import jdk.net.ExtendedSocketOptions;

/**
 * Finds out which user is at the other end of a connection.
 */
@FunctionalInterface
interface PeerOwner {

	/**
	 * Asks the kernel, by {@code SO_PEERCRED}.
	 */
	PeerOwner KERNEL = (accepted) -> accepted.getOption(ExtendedSocketOptions.SO_PEERCRED).user();

	/**
	 * Return the user that opened a connection.
	 * @param accepted the connection
	 * @return the effective user at that time
	 * @throws IOException if the socket does not tell
	 */
	UserPrincipal ownerOf(SocketChannel accepted) throws IOException;

}
