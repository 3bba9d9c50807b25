package io.github.bootcluster.channel;

import io.github.bootcluster.MessageTooLargeException;

/**
 * A worker's connection, as the primary sees it.
 */
public interface Connection {

	/**
	 * Send a message to the worker. This method never blocks: the message is written
	 * later, or is lost if the connection ends before that, which the
	 * {@link ChannelServer.Listener} is told. A worker that lets 256 messages lie hangs,
	 * and loses its connection. Nothing happens if the connection has ended.
	 * @param message the message
	 * @throws MessageTooLargeException if the message is too large; the connection is not
	 * affected
	 * @throws IllegalArgumentException if only a worker may send this type of message
	 */
	void send(Message message);

	/**
	 * Send a parcel to the worker. This method never blocks.
	 * @param parcel the parcel
	 * @return {@code false} if too many parcels wait to be written, or the connection has
	 * ended
	 */
	boolean send(Parcel parcel);

	/**
	 * End the connection at once. Messages that were not written by now are lost.
	 */
	void close();

}
