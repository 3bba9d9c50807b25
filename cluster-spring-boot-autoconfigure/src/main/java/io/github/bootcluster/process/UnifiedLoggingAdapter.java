package io.github.bootcluster.process;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives every worker its own file for {@code -Xlog:what:output:decorators:options}. The
 * standard streams stay.
 */
final class UnifiedLoggingAdapter implements ArgumentAdapter {

	private static final Pattern FILE = Pattern.compile(
			"(-Xlog:[^:]*:(?:file=)?)(?!#|std(?:out|err)(?::|$))(\"?)" + "((?<=\")[^\"]+|(?<!\")[^\":]+)(\"?(?::.*)?)");

	@Override
	public String adapt(String argument, int id, Consumer<String> notes) {
		Matcher matcher = FILE.matcher(argument);
		if (!matcher.matches()) {
			return argument;
		}
		return matcher.group(1) + matcher.group(2) + OutputFileName.of(matcher.group(3), id) + matcher.group(4);
	}

}
