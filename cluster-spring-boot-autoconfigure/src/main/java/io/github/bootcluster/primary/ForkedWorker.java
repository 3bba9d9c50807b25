package io.github.bootcluster.primary;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import io.github.bootcluster.process.WorkerProcess;

/**
 * A worker process that was just launched.
 *
 * @param process the process
 * @param token the secret that was handed over to it
 */
record ForkedWorker(WorkerProcess process, String token) {

	boolean hasToken(String token) {
		return MessageDigest.isEqual(bytes(token), bytes(this.token));
	}

	/**
	 * Return a description without the token, which must not reach a log.
	 * @return a description for people
	 */
	@Override
	public String toString() {
		return "ForkedWorker[pid=" + this.process.pid() + "]";
	}

	private static byte[] bytes(String token) {
		return token.getBytes(StandardCharsets.UTF_8);
	}

}
