package io.github.bootcluster.sample;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

import io.github.bootcluster.sample.Report.Region;
import io.github.bootcluster.sample.Report.Summary;

import org.springframework.stereotype.Component;

/**
 * Makes up orders and sums them up. The same number of orders makes the same summary, in
 * every worker.
 */
@Component
class ReportGenerator {

	private static final int MAX_AMOUNT = 100_000;

	private static final Region[] REGIONS = Region.values();

	/**
	 * Summarise as many orders.
	 * @param size the number of orders
	 * @return the summary
	 */
	Summary summarize(int size) {
		SplittableRandom random = new SplittableRandom(size);
		long[] totals = new long[REGIONS.length];
		double squares = 0;
		for (int i = 0; i < size; i++) {
			int amount = random.nextInt(1, MAX_AMOUNT + 1);
			totals[random.nextInt(totals.length)] += amount;
			squares += (double) amount * amount;
		}
		return summary(size, totals, squares);
	}

	private Summary summary(int size, long[] totals, double squares) {
		Map<Region, Long> totalByRegion = new EnumMap<>(Region.class);
		for (Region region : REGIONS) {
			totalByRegion.put(region, totals[region.ordinal()]);
		}
		long total = totalByRegion.values().stream().mapToLong(Long::longValue).sum();
		double mean = (double) total / size;
		return new Summary(total, mean, Math.sqrt(Math.max(0, squares / size - mean * mean)), totalByRegion);
	}

}
