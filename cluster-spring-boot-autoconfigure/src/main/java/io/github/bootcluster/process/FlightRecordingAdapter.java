package io.github.bootcluster.process;

import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives every worker its own file for the recording that starts with the JVM.
 */
final class FlightRecordingAdapter implements ArgumentAdapter {

	private static final String OPTION = "-XX:StartFlightRecording";

	private static final Pattern FILE = Pattern.compile("([=:,]filename=)(\"[^\"]*\"|'[^']*'|[^,\"']+)");

	private final DumpFileName fileName;

	FlightRecordingAdapter(DumpFileName fileName) {
		this.fileName = fileName;
	}

	@Override
	public String adapt(String argument, int id, Consumer<String> notes) {
		if (!argument.startsWith(OPTION)) {
			return argument;
		}
		return FILE.matcher(argument).replaceFirst((match) -> Matcher.quoteReplacement(replace(match, id)));
	}

	private String replace(MatchResult match, int id) {
		String value = match.group(2);
		String quote = (value.startsWith("\"") || value.startsWith("'")) ? value.substring(0, 1) : "";
		String path = value.substring(quote.length(), value.length() - quote.length());
		return match.group(1) + quote + this.fileName.of(path, id) + quote;
	}

}
