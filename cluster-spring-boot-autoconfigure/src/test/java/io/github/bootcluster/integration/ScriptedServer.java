package io.github.bootcluster.integration;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A server that does to each connection what a test says, one after the other.
 */
final class ScriptedServer implements AutoCloseable {

	private final ServerSocket listener;

	private final Thread thread;

	private ScriptedServer(ServerSocket listener, Script script) {
		this.listener = listener;
		this.thread = new Thread(() -> run(script), "scripted-server");
	}

	static ScriptedServer start(Script script) throws IOException {
		ScriptedServer server = new ScriptedServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
		server.thread.start();
		return server;
	}

	int getPort() {
		return this.listener.getLocalPort();
	}

	private void run(Script script) {
		List<Socket> accepted = new ArrayList<>();
		while (!this.listener.isClosed()) {
			try {
				Socket socket = this.listener.accept();
				accepted.add(socket);
				script.play(socket);
			}
			catch (IOException ex) {
				// the client or the test has had enough
			}
		}
		accepted.forEach(ScriptedServer::close);
	}

	/**
	 * Read the header of a request.
	 * @param socket the connection
	 * @return whether there was one before the end of the connection
	 * @throws IOException if the connection is broken
	 */
	static boolean readRequest(Socket socket) throws IOException {
		InputStream input = socket.getInputStream();
		StringBuilder request = new StringBuilder();
		while (request.indexOf("\r\n\r\n") < 0) {
			int next = input.read();
			if (next == -1) {
				return false;
			}
			request.append((char) next);
		}
		return true;
	}

	static void write(Socket socket, String response) throws IOException {
		socket.getOutputStream().write(response.getBytes(StandardCharsets.ISO_8859_1));
	}

	/**
	 * Close a connection so that its client is sent a reset.
	 * @param socket the connection
	 * @throws IOException if that is not possible
	 */
	static void reset(Socket socket) throws IOException {
		socket.setSoLinger(true, 0);
		socket.close();
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What is done to a connection.
	 */
	@FunctionalInterface
	interface Script {

		void play(Socket socket) throws IOException;

	}

}
