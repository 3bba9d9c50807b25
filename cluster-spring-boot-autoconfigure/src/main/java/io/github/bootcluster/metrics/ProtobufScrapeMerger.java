package io.github.bootcluster.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@link ScrapeMerger} for the binary format of Prometheus: messages of the type
 * {@code io.prometheus.client.MetricFamily}, each after its length.
 */
final class ProtobufScrapeMerger implements ScrapeMerger {

	private final FamilyConflicts conflicts;

	ProtobufScrapeMerger(FamilyConflicts conflicts) {
		this.conflicts = conflicts;
	}

	@Override
	public byte[] merge(List<Scrape> scrapes) {
		ProtobufWriter target = new ProtobufWriter();
		group(scrapes).values().forEach((family) -> target.writeDelimited(mergeFamily(family)));
		return target.toByteArray();
	}

	private static Map<String, List<ProtobufFamily>> group(List<Scrape> scrapes) {
		Map<String, List<ProtobufFamily>> families = new LinkedHashMap<>();
		for (Scrape scrape : scrapes) {
			ProtobufMessage.readDelimited(scrape.content())
				.stream()
				.map((message) -> ProtobufFamily.of(scrape, message))
				.forEach((family) -> families.computeIfAbsent(family.name(), (name) -> new ArrayList<>()).add(family));
		}
		return families;
	}

	private ProtobufWriter mergeFamily(List<ProtobufFamily> parts) {
		ProtobufFamily first = parts.get(0);
		ProtobufWriter target = new ProtobufWriter();
		first.message()
			.fields()
			.stream()
			.filter((field) -> field.number() != ProtobufFamily.METRIC)
			.forEach((field) -> target.writeBytes(first.message().bytes(), field.start(), field.end()));
		ProtobufSeries series = new ProtobufSeries(target);
		for (ProtobufFamily part : parts) {
			if (part.isLike(first)) {
				series.write(part);
			}
			else {
				this.conflicts.warn(part.name(), part.scrape());
			}
		}
		return target;
	}

}
