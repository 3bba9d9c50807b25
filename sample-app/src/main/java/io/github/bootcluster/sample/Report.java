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
 * @param size the number of orders
 * @param summary what the report says
 * @param durationMillis the time that it took to make the report, in milliseconds
 */
record Report(@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer workerId, long pid, int size,
		Summary summary, long durationMillis) {

	/**
	 * Summary of orders.
	 *
	 * @param total the sum of all amounts, in cents
	 * @param mean the mean amount, in cents
	 * @param standardDeviation the standard deviation of the amounts, in cents
	 * @param totalByRegion the sum of the amounts per region, in cents
	 */
	record Summary(long total, double mean, double standardDeviation, Map<Region, Long> totalByRegion) {

	}

	/**
	 * Where an order came from.
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
