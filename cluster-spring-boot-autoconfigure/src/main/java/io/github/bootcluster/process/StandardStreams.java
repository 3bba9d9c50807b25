package io.github.bootcluster.process;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The standard output and the standard error of this process, as the workers and this
 * process share them. Where both lead to the same place, they are one.
 *
 * @since 0.1.0
 */
public final class StandardStreams {

	private static final Path OUT = Path.of("/proc/self/fd/1");

	private static final Path ERR = Path.of("/proc/self/fd/2");

	private final StandardStream out = new StandardStream();

	private final StandardStream err = isOnePlace() ? this.out : new StandardStream();

	/**
	 * Take the place of {@link System#out} and {@link System#err}. To be called once,
	 * before the logging system looks for them.
	 */
	public void install() {
		PrintStream out = System.out;
		PrintStream err = System.err;
		System.setOut(install(this.out, out, "cluster-stdout", "stdout.encoding"));
		System
			.setErr((this.err == this.out) ? System.out : install(this.err, err, "cluster-stderr", "stderr.encoding"));
		Runtime.getRuntime().addShutdownHook(new Thread(this::close, "cluster-output-end"));
	}

	private static PrintStream install(StandardStream stream, PrintStream target, String name, String encoding) {
		stream.start(target, name);
		return stream.toPrintStream(getCharset(encoding));
	}

	private void close() {
		this.out.close();
		this.err.close();
	}

	/**
	 * Return where the output of workers goes.
	 * @return both streams
	 */
	public WorkerOutput toWorkerOutput() {
		return new WorkerOutput(this.out, this.err);
	}

	// PrintStream.charset() is of Java 18, the name without 'sun' of Java 19
	private static Charset getCharset(String property) {
		String name = System.getProperty(property, System.getProperty("sun." + property));
		return (name != null) ? Charset.forName(name) : Charset.defaultCharset();
	}

	private static boolean isOnePlace() {
		try {
			return Files.readSymbolicLink(OUT).equals(Files.readSymbolicLink(ERR));
		}
		catch (IOException ex) {
			return false;
		}
	}

}
