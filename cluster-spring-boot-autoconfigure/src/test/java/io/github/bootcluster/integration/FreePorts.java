package io.github.bootcluster.integration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Ports of the loopback address that nobody uses, below those that the kernel gives away.
 */
final class FreePorts {

	private static final int FIRST = 20_000;

	private static final int LAST = 32_000;

	private static final int ATTEMPTS = 100;

	private FreePorts() {
	}

	/**
	 * Find free ports in a row.
	 * @param count the number of ports
	 * @return the first of them
	 */
	static int findConsecutive(int count) {
		return IntStream.range(0, ATTEMPTS)
			.map((attempt) -> ThreadLocalRandom.current().nextInt(FIRST, LAST))
			.filter((first) -> IntStream.range(first, first + count).allMatch(FreePorts::isFree))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("There are no %d free ports in a row".formatted(count)));
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
