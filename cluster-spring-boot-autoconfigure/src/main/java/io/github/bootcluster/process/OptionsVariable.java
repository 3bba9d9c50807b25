package io.github.bootcluster.process;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The syntax of the environment variables that hold JVM options: white space separates,
 * quotes of either kind protect, nothing is escaped.
 */
final class OptionsVariable {

	private static final String WHITE_SPACE = " \\t\\n\\x0B\\f\\r";

	private static final Pattern TOKEN = Pattern
		.compile("(?:\"[^\"]*(?:\"|$)|'[^']*(?:'|$)|[^\"'" + WHITE_SPACE + "])+", Pattern.DOTALL);

	private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)(?:\"|$)|'([^']*)(?:'|$)", Pattern.DOTALL);

	private static final Pattern PLAIN = Pattern.compile("[^\"'" + WHITE_SPACE + "]+");

	private OptionsVariable() {
	}

	/**
	 * Return the options in the value of a variable.
	 * @param value the value
	 * @return the options
	 */
	static List<String> parse(String value) {
		List<String> options = new ArrayList<>();
		Matcher matcher = TOKEN.matcher(value);
		while (matcher.find()) {
			options.add(unquote(matcher.group()));
		}
		return List.copyOf(options);
	}

	/**
	 * Return a value that {@link #parse} reads as the given options.
	 * @param options the options
	 * @return the value
	 */
	static String format(List<String> options) {
		return options.stream().map(OptionsVariable::quote).collect(Collectors.joining(" "));
	}

	private static String unquote(String token) {
		return QUOTED.matcher(token).replaceAll((match) -> Matcher.quoteReplacement(content(match.group())));
	}

	private static String content(String quoted) {
		char quote = quoted.charAt(0);
		boolean closed = quoted.length() > 1 && quoted.charAt(quoted.length() - 1) == quote;
		return quoted.substring(1, closed ? quoted.length() - 1 : quoted.length());
	}

	private static String quote(String option) {
		if (PLAIN.matcher(option).matches()) {
			return option;
		}
		return '"' + option.replace("\"", "\"'\"'\"") + '"';
	}

}
