package io.github.bootcluster;

import org.jspecify.annotations.Nullable;

/**
 * Figures that a worker reports about itself with every heartbeat.
 *
 * @param memory the worker's memory
 * @param cpu the share of the processors available to the worker that it used since its
 * last heartbeat, from 0 to 1, or {@code null} if unknown
 * @param connections the number of open connections, or {@code null} if the web server
 * does not count them
 * @param requests the worker's requests, or {@code null} if the web server does not count
 * them
 * @since 0.1.0
 */
public record WorkerStatistics(Memory memory, @Nullable Double cpu, @Nullable Long connections,
		@Nullable Requests requests) {

	/**
	 * The memory of a worker, in bytes.
	 *
	 * @param rss the resident set size, or {@code null} if unknown
	 * @param heapUsed the used heap
	 * @param heapMax the largest heap that the worker may use
	 */
	public record Memory(@Nullable Long rss, long heapUsed, long heapMax) {

	}

	/**
	 * The requests of a worker.
	 *
	 * @param active the number of requests that are being served
	 * @param total the number of requests served since the worker started, without those
	 * that are active
	 */
	public record Requests(long active, long total) {

	}

}
