package io.github.bootcluster.channel;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Accepts connections until the socket is closed. That no connection can be accepted for
 * a while, such as for want of file descriptors, does not end it.
 */
final class AcceptLoop implements Runnable {

	private static final Log logger = LogFactory.getLog(AcceptLoop.class);

	private final Acceptor acceptor;

	private final Consumer<SocketChannel> handler;

	private final Pause pause;

	private final String complaint;

	private boolean failing;

	AcceptLoop(Acceptor acceptor, Consumer<SocketChannel> handler, Pause pause, String complaint) {
		this.acceptor = acceptor;
		this.handler = handler;
		this.pause = pause;
		this.complaint = complaint;
	}

	@Override
	public void run() {
		try {
			while (true) {
				acceptNext();
			}
		}
		catch (ClosedChannelException | InterruptedException ex) {
			logger.debug("No more connections are accepted", ex);
		}
	}

	private void acceptNext() throws ClosedChannelException, InterruptedException {
		try {
			this.handler.accept(this.acceptor.accept());
			this.failing = false;
		}
		catch (ClosedChannelException ex) {
			throw ex;
		}
		catch (IOException | RuntimeException | Error ex) {
			report(ex);
			this.pause.elapse();
		}
	}

	private void report(Throwable ex) {
		if (!this.failing) {
			this.failing = true;
			logger.warn(this.complaint + " at the moment, it goes on trying: " + ex);
		}
	}

	/**
	 * Accepts one connection.
	 */
	@FunctionalInterface
	interface Acceptor {

		/**
		 * Wait for a connection.
		 * @return the connection
		 * @throws IOException if none can be accepted
		 * @throws InterruptedException if the thread was interrupted
		 */
		SocketChannel accept() throws IOException, InterruptedException;

	}

	/**
	 * Waits between attempts.
	 */
	@FunctionalInterface
	interface Pause {

		/**
		 * Wait a while.
		 * @throws InterruptedException if the thread was interrupted
		 */
		void elapse() throws InterruptedException;

		static Pause of(Duration duration) {
			return () -> Thread.sleep(duration.toMillis());
		}

	}

}
