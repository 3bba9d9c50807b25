package io.github.bootcluster.sample;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A report, and who made it.
 *
 * @param workerId the id of the worker, or {@code null} if the application is not
 * clustered
 * @param pid the process id of the worker
 * @param size the number of loans
 * @param summary what the report says
 * @param durationMillis the time that it took to make the report, in milliseconds
 */
record Report(@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer workerId, long pid, int size,
		Summary summary, long durationMillis) {

	/**
	 * Summary of the interest that is paid for loans, in cents.
	 *
	 * @param total the sum
	 * @param mean the mean per loan
	 * @param standardDeviation the standard deviation per loan
	 * @param totalByRegion the sum per region
	 */
	record Summary(long total, double mean, double standardDeviation, Map<Region, Long> totalByRegion) {

	}

	/**
	 * Where a loan was made.
	 */
	enum Region {

		/**
		 * Africa.
		 */
		AFRICA,

		/**
		 * The Americas.
		 */
		AMERICAS,

		/**
		 * Asia.
		 */
		ASIA,

		/**
		 * Europe.
		 */
		EUROPE

	}

}
