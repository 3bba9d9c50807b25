package io.github.bootcluster.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Finds the families in a scrape in the text format of Prometheus (version 0.0.4) or in
 * that of OpenMetrics (version 1.0.0), where the lines of a family stand together.
 */
final class TextScrapeReader {

	private static final Set<String> SUFFIXES = Set.of("", "_total", "_created", "_count", "_sum", "_bucket", "_info",
			"_gcount", "_gsum");

	private final List<TextFamily> families = new ArrayList<>();

	private final Scrape scrape;

	private final ScrapeText text;

	private @Nullable String name;

	private @Nullable String type;

	private @Nullable String unit;

	private int head;

	private int samples = -1;

	private TextScrapeReader(Scrape scrape) {
		this.scrape = scrape;
		this.text = new ScrapeText(scrape.content());
	}

	static List<TextFamily> read(Scrape scrape) {
		return new TextScrapeReader(scrape).read();
	}

	private List<TextFamily> read() {
		int start = 0;
		while (start < this.text.length()) {
			int end = this.text.endOfLine(start);
			line(start, end);
			start = end;
		}
		complete(start);
		return this.families;
	}

	private void line(int start, int end) {
		if (this.text.at(start) == '#') {
			comment(this.text.substring(start, end).strip(), start);
		}
		else if (this.text.at(start) != '\n') {
			sample(this.text.substring(start, this.text.endOfName(start)), start);
		}
	}

	private void comment(String line, int start) {
		String[] words = line.split(" ", 4);
		String keyword = (words.length > 2) ? words[1] : "";
		switch (keyword) {
			case "HELP" -> head(words[2], start);
			case "TYPE" -> {
				head(words[2], start);
				this.type = (words.length > 3) ? words[3] : null;
			}
			case "UNIT" -> {
				head(words[2], start);
				this.unit = (words.length > 3) ? words[3] : null;
			}
			default -> complete(start);
		}
	}

	private void head(String family, int start) {
		if (this.samples >= 0 || !family.equals(this.name)) {
			begin(family, start);
		}
	}

	private void sample(String series, int start) {
		if (this.name == null || !isPartOf(series, this.name)) {
			begin(series, start);
		}
		if (this.samples < 0) {
			this.samples = start;
		}
	}

	private static boolean isPartOf(String series, String family) {
		return series.startsWith(family) && SUFFIXES.contains(series.substring(family.length()));
	}

	private void begin(String family, int start) {
		complete(start);
		this.name = family;
		this.head = start;
	}

	private void complete(int end) {
		if (this.name != null) {
			this.families.add(new TextFamily(this.scrape, this.name, this.type, this.unit, this.head,
					(this.samples >= 0) ? this.samples : end, end));
		}
		this.name = null;
		this.type = null;
		this.unit = null;
		this.samples = -1;
	}

}
