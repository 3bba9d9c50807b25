package io.github.bootcluster.metrics;

import java.nio.charset.StandardCharsets;

/**
 * Reads the lines of a scrape where they stand, as it may be megabytes.
 *
 * @param content the scrape
 */
record ScrapeText(byte[] content) {

	int length() {
		return this.content.length;
	}

	char at(int index) {
		return (char) this.content[index];
	}

	String substring(int start, int end) {
		return new String(this.content, start, end - start, StandardCharsets.UTF_8);
	}

	/**
	 * Return where a line ends.
	 * @param start where it begins
	 * @return where the next line begins
	 */
	int endOfLine(int start) {
		int end = start;
		while (end < length() && at(end) != '\n') {
			end++;
		}
		return Math.min(end + 1, length());
	}

	/**
	 * Return where the name of a series ends.
	 * @param start where it begins
	 * @return where the labels, or the value, begin
	 */
	int endOfName(int start) {
		int end = start;
		while (at(end) != '{' && at(end) != ' ') {
			end++;
		}
		return end;
	}

	/**
	 * Return where labels end.
	 * @param start where the first one begins
	 * @return where the closing brace is
	 */
	int endOfLabels(int start) {
		int end = start;
		while (at(end) != '}') {
			end = nextLabel(end);
		}
		return end;
	}

	/**
	 * Find a label.
	 * @param name the name
	 * @param start where the first label begins
	 * @return where it begins, or -1 if there is none
	 */
	int findLabel(String name, int start) {
		int label = start;
		while (at(label) != '}') {
			if (isNamed(name, label)) {
				return label;
			}
			label = nextLabel(label);
		}
		return -1;
	}

	private boolean isNamed(String name, int label) {
		for (int i = 0; i < name.length(); i++) {
			if (at(label + i) != name.charAt(i)) {
				return false;
			}
		}
		return at(label + name.length()) == '=';
	}

	/**
	 * Return the value of a label.
	 * @param start where the label begins
	 * @return the value as it stands there
	 */
	String getLabelValue(int start) {
		int value = endOfLabelName(start) + 2;
		return substring(value, endOfLabelValue(value));
	}

	private int nextLabel(int start) {
		int end = endOfLabelValue(endOfLabelName(start) + 2) + 1;
		return (at(end) == ',') ? end + 1 : end;
	}

	private int endOfLabelName(int start) {
		int end = start;
		while (at(end) != '=') {
			end++;
		}
		return end;
	}

	private int endOfLabelValue(int start) {
		int end = start;
		while (at(end) != '"') {
			end += (at(end) == '\\') ? 2 : 1;
		}
		return end;
	}

}
