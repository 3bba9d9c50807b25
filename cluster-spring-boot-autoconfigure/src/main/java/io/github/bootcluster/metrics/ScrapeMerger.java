package io.github.bootcluster.metrics;

import java.util.List;

/**
 * Makes one scrape of those of several workers.
 */
@FunctionalInterface
interface ScrapeMerger {

	/**
	 * Merge scrapes of the same format. Each family is written once, with all its series.
	 * A series that has the label of another value than the id of its worker keeps that
	 * value as {@code exported_worker}, as it does when Prometheus has to decide between
	 * two values of a label. Only what has the value {@code primary} is the same in all
	 * workers, and written once.
	 * @param scrapes the scrapes
	 * @return the scrape of all
	 */
	byte[] merge(List<Scrape> scrapes);

}
