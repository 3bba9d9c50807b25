package io.github.bootcluster.integration.launch.echo;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * The bytes of texts in UTF-8, which no charset on the way can change any more.
 */
public final class HexText {

	private HexText() {
	}

	/**
	 * Return the bytes of the given texts.
	 * @param texts the texts
	 * @return the bytes of each text in hexadecimal digits
	 */
	public static List<String> of(List<String> texts) {
		return texts.stream().map(HexText::format).toList();
	}

	private static String format(String text) {
		return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
	}

}
