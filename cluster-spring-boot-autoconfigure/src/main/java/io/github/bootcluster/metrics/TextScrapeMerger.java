package io.github.bootcluster.metrics;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@link ScrapeMerger} for text. A family is described as the first worker that has it
 * does; samples, with exemplars and time stamps if there are any, are copied.
 */
final class TextScrapeMerger implements ScrapeMerger {

	private final FamilyConflicts conflicts;

	private final byte[] ending;

	/**
	 * Create a new merger.
	 * @param conflicts warns of what cannot be merged
	 * @param ending the last line of the format, empty if it has none
	 */
	TextScrapeMerger(FamilyConflicts conflicts, String ending) {
		this.conflicts = conflicts;
		this.ending = ending.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public byte[] merge(List<Scrape> scrapes) {
		ByteArrayOutputStream target = new ByteArrayOutputStream(estimateSize(scrapes));
		group(scrapes).values().forEach((family) -> write(family, target));
		target.writeBytes(this.ending);
		return target.toByteArray();
	}

	private static int estimateSize(List<Scrape> scrapes) {
		long size = scrapes.stream().mapToLong((scrape) -> scrape.content().length).sum();
		return (int) Math.min(size, Integer.MAX_VALUE / 2);
	}

	private static Map<String, List<TextFamily>> group(List<Scrape> scrapes) {
		Map<String, List<TextFamily>> families = new LinkedHashMap<>();
		scrapes.stream()
			.flatMap((scrape) -> TextScrapeReader.read(scrape).stream())
			.forEach((family) -> families.computeIfAbsent(family.name(), (name) -> new ArrayList<>()).add(family));
		return families;
	}

	private void write(List<TextFamily> family, ByteArrayOutputStream target) {
		TextFamily first = family.get(0);
		target.write(first.scrape().content(), first.head(), first.samples() - first.head());
		TextSamples samples = new TextSamples(target);
		for (TextFamily part : family) {
			if (part.isLike(first)) {
				samples.write(part);
			}
			else {
				this.conflicts.warn(part.name(), part.scrape());
			}
		}
	}

}
