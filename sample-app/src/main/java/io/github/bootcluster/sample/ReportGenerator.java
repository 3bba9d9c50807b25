package io.github.bootcluster.sample;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

import io.github.bootcluster.sample.Report.Region;
import io.github.bootcluster.sample.Report.Summary;

import org.springframework.stereotype.Component;

/**
 * Makes up loans, pays each of them back month by month, and sums up their interest. The
 * same number of loans makes the same summary, in every worker.
 */
@Component
class ReportGenerator {

	private static final int MIN_PRINCIPAL = 1_000_00;

	private static final int MAX_PRINCIPAL = 500_000_00;

	private static final int MAX_MONTHLY_RATE_PER_MILLION = 10_000;

	private static final int MAX_MONTHS = 360;

	private static final Region[] REGIONS = Region.values();

	/**
	 * Summarise as many loans.
	 * @param size the number of loans
	 * @return the summary
	 */
	Summary summarize(int size) {
		SplittableRandom random = new SplittableRandom(size);
		long[] totals = new long[REGIONS.length];
		double squares = 0;
		for (int i = 0; i < size; i++) {
			long interest = interest(random);
			totals[random.nextInt(totals.length)] += interest;
			squares += (double) interest * interest;
		}
		return summary(size, totals, squares);
	}

	private long interest(SplittableRandom random) {
		int principal = random.nextInt(MIN_PRINCIPAL, MAX_PRINCIPAL + 1);
		int ratePerMillion = random.nextInt(1, MAX_MONTHLY_RATE_PER_MILLION + 1);
		return interest(principal, ratePerMillion / 1_000_000.0, random.nextInt(1, MAX_MONTHS + 1));
	}

	/**
	 * Return the interest that is paid for a loan with equal payments. Every month is
	 * rounded to a cent as a bank does it, so there is no closed form.
	 * @param principal what is lent, in cents
	 * @param rate the interest for a month, as a fraction
	 * @param months the number of payments
	 * @return the interest, in cents
	 */
	static long interest(long principal, double rate, int months) {
		long payment = Math.round(principal * rate / (1 - Math.pow(1 + rate, -months)));
		long balance = principal;
		long total = 0;
		for (int i = 0; i < months; i++) {
			long interest = Math.round(balance * rate);
			total += interest;
			balance += interest - payment;
		}
		return total;
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
