package io.github.bootcluster.process;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * An application that prints its arguments, in a form that survives any charset.
 */
public final class PrintArguments {

	private PrintArguments() {
	}

	public static void main(String[] args) {
		Stream.of(args)
			.map((argument) -> "<" + HexFormat.of().formatHex(argument.getBytes(StandardCharsets.UTF_8)) + ">")
			.forEach(System.out::println);
	}

}
