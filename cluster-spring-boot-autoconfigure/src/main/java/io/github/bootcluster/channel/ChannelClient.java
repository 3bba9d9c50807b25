package io.github.bootcluster.channel;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.bootcluster.MessageTooLargeException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.Assert;

/**
 * A worker's end of the channel.
 */
public final class ChannelClient implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(ChannelClient.class);

	/**
	 * How long the last messages may take to be written when the worker itself ends.
	 */
	private static final Duration LINGER = Duration.ofSeconds(1);

	private final Path socketPath;

	private final MessageChannel channel;

	private final Map<String, String> properties;

	private final PendingReplies replies = new PendingReplies();

	private final Thread writer;

	private final AtomicBoolean started = new AtomicBoolean();

	private volatile boolean closed;

	private ChannelClient(Path socketPath, MessageChannel channel, Message.Welcome welcome) {
		this.socketPath = socketPath;
		this.channel = channel;
		this.properties = Map.copyOf(welcome.properties());
		this.writer = new ChannelThread("writer", channel::writeAll);
		this.writer.start();
	}

	/**
	 * Connect to the primary, say hello and wait for its welcome.
	 * @param socketPath the path of the primary's socket
	 * @param hello who we are
	 * @param maxMessageSize the largest size of a message, in bytes
	 * @param timeout how long all of that may take
	 * @return the client, to be {@link #start started} and closed by the caller
	 * @throws SocketTimeoutException if there is no welcome in time
	 * @throws IOException if the primary cannot be reached, or refuses us
	 */
	public static ChannelClient connect(Path socketPath, Message.Hello hello, int maxMessageSize, Duration timeout)
			throws IOException {
		SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
		MessageChannel channel = new MessageChannel(socket, new MessageCodec(maxMessageSize), Sender.WORKER);
		try {
			Message.Welcome welcome = new Greeting(socket, channel, socketPath, hello).exchange(timeout);
			return new ChannelClient(socketPath, channel, welcome);
		}
		catch (IOException | RuntimeException | Error ex) {
			channel.close();
			ChannelDirectory.deleteIfAbandoned(directory(socketPath));
			throw ex;
		}
	}

	/**
	 * Return the properties that the primary set for this worker.
	 * @return the properties of its {@link Message.Welcome}
	 */
	public Map<String, String> getProperties() {
		return this.properties;
	}

	/**
	 * Start to receive. The listener is called on one thread, in order; if it fails the
	 * channel ends.
	 * @param listener told of messages and parcels
	 */
	public void start(Listener listener) {
		Assert.state(this.started.compareAndSet(false, true), "The client was started before");
		new ChannelThread("reader", () -> read(listener)).start();
	}

	/**
	 * Send a message. This method never blocks, the message is written later.
	 * @param message the message
	 * @return {@code false} if the message was dropped, as the channel has ended or the
	 * primary did not read the last 256 messages
	 * @throws MessageTooLargeException if the message is too large
	 * @throws IllegalArgumentException if only the primary may send this type of message
	 */
	public boolean send(Message message) {
		return this.channel.offer(message) && this.channel.isOpen();
	}

	/**
	 * Send a parcel. This method never blocks, the parcel is written later.
	 * @param parcel the parcel
	 * @return {@code false} if the parcel was dropped, as the channel has ended or the
	 * primary does not read
	 */
	public boolean send(Parcel parcel) {
		return this.channel.offer(parcel) && this.channel.isOpen();
	}

	/**
	 * Send a request and wait for the reply. Any number of threads may do so at once.
	 * @param body what is asked
	 * @param timeout how long to wait
	 * @return the reply
	 * @throws TimeoutException if there is no reply in time
	 * @throws InterruptedIOException if the thread was interrupted
	 * @throws IOException if the channel has ended, or ends while we wait
	 * @throws IllegalStateException if the client was not started
	 */
	public Message.Reply request(ClusterRequest body, Duration timeout) throws IOException, TimeoutException {
		Assert.state(this.started.get(), "The client must be started before it can receive a reply");
		long number = this.replies.nextNumber();
		CompletableFuture<Message.Reply> reply = this.replies.expect(number);
		try {
			sendRequest(new Message.Request(number, body), reply);
			return await(reply, body, timeout);
		}
		finally {
			this.replies.forget(number);
		}
	}

	/**
	 * End the channel, after the messages sent so far were written or one second has
	 * passed.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.channel.end();
		joinWriter();
		this.channel.close();
		this.writer.interrupt();
	}

	private static Path directory(Path socketPath) {
		return socketPath.toAbsolutePath().resolveSibling("");
	}

	private void sendRequest(Message.Request request, CompletableFuture<Message.Reply> reply) throws IOException {
		if (!reply.isDone() && !this.channel.offer(request)) {
			throw new IOException("The primary does not read its messages, " + Outbox.CAPACITY + " of them wait");
		}
	}

	private Message.Reply await(CompletableFuture<Message.Reply> reply, ClusterRequest body, Duration timeout)
			throws IOException, TimeoutException {
		try {
			return reply.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			throw new TimeoutException(
					"The primary did not reply to " + body + " within " + timeout.toMillis() + " ms");
		}
		catch (ExecutionException ex) {
			throw new IOException("The primary cannot reply to " + body + ", the channel has ended", ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("Interrupted while waiting for the primary's reply to " + body);
		}
	}

	private void read(Listener listener) {
		try {
			this.channel.readAll((message) -> receive(message, listener), listener::received);
			end(new IOException("The primary closed the channel"));
		}
		catch (ProtocolViolationException ex) {
			logger.warn("Closing the channel to the primary: " + ex.getMessage());
			end(ex);
		}
		catch (IOException ex) {
			end(ex);
		}
		catch (RuntimeException | Error ex) {
			logger.error("Closing the channel to the primary, a message from it could not be handled", ex);
			end(new IOException("A message from the primary could not be handled", ex));
		}
		finally {
			leave(listener);
		}
	}

	private void receive(Message message, Listener listener) {
		if (message instanceof Message.Reply reply) {
			this.replies.complete(reply);
		}
		else {
			listener.received(message);
		}
	}

	private void end(IOException cause) {
		logger.debug("The channel to the primary ended", cause);
		this.channel.close();
		this.writer.interrupt();
		this.replies.fail(cause);
	}

	private void leave(Listener listener) {
		if (!this.closed) {
			try {
				new ChannelThread("cleaner", this::deleteDirectory).start();
			}
			finally {
				listener.disconnected();
			}
		}
	}

	private void deleteDirectory() {
		AbandonedDirectories.deleteWhenAbandoned(directory(this.socketPath));
	}

	private void joinWriter() {
		try {
			this.writer.join(LINGER.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Told of what the primary sends, on the thread that reads it: must not block.
	 */
	public interface Listener {

		/**
		 * The primary sent a message.
		 * @param message a message that is not a reply
		 */
		void received(Message message);

		/**
		 * A parcel arrived.
		 * @param parcel the parcel
		 */
		void received(Parcel parcel);

		/**
		 * The channel ended, unless by {@link ChannelClient#close()}. This is called
		 * once, and is the last call.
		 */
		void disconnected();

	}

}
