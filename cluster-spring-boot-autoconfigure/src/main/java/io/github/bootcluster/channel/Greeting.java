package io.github.bootcluster.channel;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How a worker joins its primary. It has a thread of its own, as only another thread can
 * give up a connection that hangs.
 */
final class Greeting {

	private final SocketChannel socket;

	private final MessageChannel channel;

	private final Path socketPath;

	private final Message.Hello hello;

	Greeting(SocketChannel socket, MessageChannel channel, Path socketPath, Message.Hello hello) {
		this.socket = socket;
		this.channel = channel;
		this.socketPath = socketPath;
		this.hello = hello;
	}

	/**
	 * Connect, say hello and wait for the welcome.
	 * @param timeout how long all of that may take
	 * @return the welcome
	 * @throws SocketTimeoutException if there is none in time; the channel is to be
	 * closed
	 * @throws IOException if the primary cannot be reached, or refuses us
	 */
	Message.Welcome exchange(Duration timeout) throws IOException {
		FutureTask<Message.Welcome> task = new FutureTask<>(this::exchange);
		new ChannelThread("greeting", task).start();
		try {
			return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			throw new SocketTimeoutException(
					"The primary at " + this.socketPath + " sent no welcome within " + timeout.toMillis() + " ms");
		}
		catch (ExecutionException ex) {
			throw new IOException("The primary at " + this.socketPath + " cannot be joined: " + ex.getCause(),
					ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException(
					"Interrupted while waiting for the welcome of the primary at " + this.socketPath);
		}
	}

	private Message.Welcome exchange() throws IOException {
		this.socket.connect(UnixDomainSocketAddress.of(this.socketPath));
		this.channel.write(this.hello);
		Message message = this.channel.readFirst(Integer.MAX_VALUE);
		if (message == null) {
			throw new IOException("it closed the connection without a welcome");
		}
		return Sender.PRIMARY.requireOpening(message, Message.Welcome.class);
	}

}
