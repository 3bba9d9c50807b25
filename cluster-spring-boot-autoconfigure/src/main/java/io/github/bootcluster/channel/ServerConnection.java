package io.github.bootcluster.channel;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A connection with its two threads. The first failure ends it, and is the only one that
 * is logged.
 */
final class ServerConnection implements Connection {

	private static final Log logger = LogFactory.getLog(ServerConnection.class);

	/**
	 * No more than this is stored on behalf of somebody unknown.
	 */
	private static final int MAX_HELLO_SIZE = 16 * 1024;

	private final MessageChannel channel;

	private final OptionalLong peerPid;

	private final ChannelServer.Listener listener;

	private final Duration helloTimeout;

	private final Callbacks callbacks;

	private final Thread reader;

	private final Thread writer;

	private final CountDownLatch hello = new CountDownLatch(1);

	private final AtomicBoolean ended = new AtomicBoolean();

	private volatile Message.@Nullable Hello worker;

	ServerConnection(long number, MessageChannel channel, OptionalLong peerPid, ChannelServer.Listener listener,
			Duration helloTimeout, Callbacks callbacks) {
		this.channel = channel;
		this.peerPid = peerPid;
		this.listener = listener;
		this.helloTimeout = helloTimeout;
		this.callbacks = callbacks;
		this.reader = new ChannelThread("reader-" + number, this::read);
		this.writer = new ChannelThread("writer-" + number, this::write);
	}

	void start() {
		this.reader.start();
	}

	@Override
	public void send(Message message) {
		if (!this.channel.offer(message)) {
			end("it does not read its messages, " + Outbox.CAPACITY + " of them wait");
		}
	}

	@Override
	public boolean send(Parcel parcel) {
		return this.channel.offer(parcel) && this.channel.isOpen();
	}

	@Override
	public void close() {
		end(null);
	}

	@Override
	public String toString() {
		Message.Hello worker = this.worker;
		return (worker != null) ? "worker " + worker.id() + " (PID " + worker.pid() + ")" : describePeer();
	}

	private String describePeer() {
		return this.peerPid.isPresent() ? "process " + this.peerPid.getAsLong() : "an unknown process";
	}

	private void read() {
		try {
			if (identify()) {
				this.channel.readAll((message) -> this.listener.received(this, message),
						(parcel) -> this.listener.received(this, parcel));
			}
		}
		catch (ProtocolViolationException ex) {
			end(ex.getMessage());
		}
		catch (IOException ex) {
			logger.debug("The connection of " + this + " ended", ex);
		}
		catch (RuntimeException | Error ex) {
			fail(ex);
		}
		finally {
			close();
			leave();
		}
	}

	private boolean identify() throws IOException {
		try {
			this.writer.start();
			Message.Hello hello = readHello();
			this.hello.countDown();
			return admit(hello);
		}
		finally {
			this.callbacks.identified();
		}
	}

	private Message.Hello readHello() throws IOException {
		Message message = this.channel.readFirst(MAX_HELLO_SIZE);
		if (message == null) {
			throw new EOFException("It left without a hello");
		}
		return Sender.WORKER.requireOpening(message, Message.Hello.class);
	}

	private boolean admit(Message.Hello hello) {
		boolean admitted = this.listener.connected(this, hello, this.peerPid);
		if (admitted) {
			this.worker = hello;
		}
		else {
			end("it was refused as worker " + hello.id() + " with PID " + hello.pid());
		}
		return admitted;
	}

	private void leave() {
		this.callbacks.ended(this);
		if (this.worker != null) {
			this.listener.disconnected(this);
		}
	}

	private void write() {
		if (awaitHello()) {
			this.channel.writeAll();
			close();
		}
		else {
			end("it did not say hello within " + this.helloTimeout.toMillis() + " ms");
		}
	}

	private boolean awaitHello() {
		try {
			return this.hello.await(this.helloTimeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

	private void fail(Throwable ex) {
		if (this.ended.compareAndSet(false, true)) {
			logger.error("Closing the connection of " + this + ", what it sent could not be handled", ex);
			release();
		}
	}

	private void end(@Nullable String reason) {
		if (this.ended.compareAndSet(false, true)) {
			if (reason != null) {
				logger.warn("Closing the connection of " + this + ": " + reason);
			}
			release();
		}
	}

	private void release() {
		this.channel.close();
		this.hello.countDown();
		this.writer.interrupt();
	}

	/**
	 * What the server is told about a connection.
	 */
	interface Callbacks {

		/**
		 * The connection was admitted or not; this is called once.
		 */
		void identified();

		/**
		 * The connection ended; this is called once.
		 * @param connection the connection
		 */
		void ended(ServerConnection connection);

	}

}
