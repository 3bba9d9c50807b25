package io.github.bootcluster.metrics;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes the samples of one family, worker by worker, each with the id of its worker as a
 * label.
 */
final class TextSamples {

	private final Set<String> shared = new HashSet<>();

	private final ByteArrayOutputStream target;

	TextSamples(ByteArrayOutputStream target) {
		this.target = target;
	}

	void write(TextFamily family) {
		ScrapeText text = new ScrapeText(family.scrape().content());
		String worker = family.scrape().worker();
		if (worker == null) {
			write(text, family.samples(), family.end());
			return;
		}
		int start = family.samples();
		while (start < family.end()) {
			int end = text.endOfLine(start);
			write(text, start, end, worker);
			start = end;
		}
	}

	private void write(ScrapeText text, int start, int end, String worker) {
		int name = text.endOfName(start);
		if (text.at(name) == '{') {
			writeLabelled(text, start, name + 1, end, worker);
		}
		else {
			write(text, start, name);
			write("{" + label(worker) + "}");
			write(text, name, end);
		}
	}

	private void writeLabelled(ScrapeText text, int start, int labels, int end, String worker) {
		int existing = text.findLabel(WorkerTag.KEY, labels);
		String value = (existing >= 0) ? text.getLabelValue(existing) : null;
		if (WorkerTag.PRIMARY.equals(value)) {
			writeOnce(text, start, labels, end);
		}
		else if (worker.equals(value)) {
			write(text, start, end);
		}
		else {
			write(text, start, labels);
			write(label(worker) + ((text.at(labels) != '}') ? "," : ""));
			writeExported(text, labels, existing, end);
		}
	}

	// what all workers know has the same value in each of them, or has it soon
	private void writeOnce(ScrapeText text, int start, int labels, int end) {
		if (this.shared.add(text.substring(start, text.endOfLabels(labels)))) {
			write(text, start, end);
		}
	}

	private void writeExported(ScrapeText text, int start, int exported, int end) {
		if (exported >= 0) {
			write(text, start, exported);
			write(WorkerTag.EXPORTED_PREFIX);
			write(text, exported, end);
		}
		else {
			write(text, start, end);
		}
	}

	private static String label(String worker) {
		return WorkerTag.KEY + "=\"" + worker + "\"";
	}

	private void write(ScrapeText text, int start, int end) {
		this.target.write(text.content(), start, end - start);
	}

	private void write(String string) {
		this.target.writeBytes(string.getBytes(StandardCharsets.UTF_8));
	}

}
