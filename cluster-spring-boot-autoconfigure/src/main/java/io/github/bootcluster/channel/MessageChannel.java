package io.github.bootcluster.channel;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

import io.github.bootcluster.MessageTooLargeException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * One end of a connection: messages are read by the thread that asks for them, and
 * written by a thread of their own.
 */
final class MessageChannel implements Closeable {

	private static final Log logger = LogFactory.getLog(MessageChannel.class);

	private final SocketChannel socket;

	private final MessageCodec codec;

	private final Sender self;

	private final FrameReader reader;

	private final Outbox outbox;

	MessageChannel(SocketChannel socket, MessageCodec codec, Sender self) {
		this.socket = socket;
		this.codec = codec;
		this.self = self;
		this.reader = new FrameReader(socket, codec);
		this.outbox = new Outbox(socket);
	}

	/**
	 * Read the first frame of the other side, which has to be a message, waiting for it
	 * if need be.
	 * @param limit the largest size to accept, in bytes
	 * @return the message, or {@code null} if the other side closed the channel
	 * @throws ProtocolViolationException if the frame or the message is malformed
	 * @throws IOException if the channel failed or was closed
	 */
	@Nullable Message readFirst(int limit) throws IOException {
		return this.reader.readMessage(limit);
	}

	/**
	 * Read what the other side sends after its first message, until it closes the
	 * channel.
	 * @param messages given every message
	 * @param parcels given every parcel
	 * @throws ProtocolViolationException if a frame is malformed, or must not be sent by
	 * the other side
	 * @throws IOException if the channel failed or was closed
	 */
	void readAll(Consumer<Message> messages, Consumer<Parcel> parcels) throws IOException {
		Sender peer = this.self.getPeer();
		for (Frame frame = this.reader.read(); frame != null; frame = this.reader.read()) {
			if (frame instanceof Parcel parcel) {
				parcels.accept(peer.requireFollowing(parcel));
			}
			else if (frame instanceof Message message) {
				messages.accept(peer.requireFollowing(message));
			}
		}
	}

	/**
	 * Have a message written, without waiting for it.
	 * @param message the message
	 * @return {@code false} if too many messages wait already
	 * @throws MessageTooLargeException if the message is too large
	 */
	boolean offer(Message message) {
		return this.outbox.offer(encode(message));
	}

	/**
	 * Have a parcel written, without waiting for it.
	 * @param parcel the parcel
	 * @return {@code false} if too many parcels wait already
	 */
	boolean offer(Parcel parcel) {
		return this.outbox.offer(parcel);
	}

	/**
	 * Write a message on the calling thread.
	 * @param message the message
	 * @throws MessageTooLargeException if the message is too large
	 * @throws IOException if the channel failed or was closed
	 */
	void write(Message message) throws IOException {
		this.outbox.write(encode(message));
	}

	/**
	 * Write messages until the channel is closed, or {@link #end() ended}. The channel is
	 * closed in the end.
	 */
	void writeAll() {
		try {
			this.outbox.run();
		}
		catch (IOException ex) {
			logger.debug("A channel cannot be written to any more", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			close();
		}
	}

	/**
	 * Have the channel closed when all is written.
	 */
	void end() {
		this.outbox.end();
	}

	boolean isOpen() {
		return this.socket.isOpen();
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			logger.debug("A channel could not be closed", ex);
		}
	}

	private byte[] encode(Message message) {
		Assert.isTrue(this.self.maySend(message),
				() -> "A " + this.self + " must not send a " + message.getClass().getSimpleName());
		return this.codec.encode(message);
	}

}
