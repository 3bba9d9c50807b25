package io.github.bootcluster.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ArgumentAdapters} and each {@link ArgumentAdapter}.
 */
class ArgumentAdaptersTests {

	@TempDir
	Path directory;

	private final List<String> notes = new ArrayList<>();

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=|5005",
					"-agentlib:jdwp=transport=dt_socket,suspend=y,server=y,address=*:|5005",
					"-agentlib:jdwp=server=y,address=localhost:|5005", "-agentlib:jdwp=server=y,address=[::1]:|5005",
					"-agentlib:jdwp=address=|5005,server=y", "-Xrunjdwp:transport=dt_socket,server=y,address=|5005",
					"-agentpath:/jdk/lib/libjdwp.so=server=y,address=|5005", "-Xrunjdwp:address=|5005,server=y" })
	void debuggerGetsAPortPerWorker(String head, String tail) {
		assertThat(adapt(head + tail)).containsExactly(head + tail.replace("5005", "5007"));
		assertThat(this.notes).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "-agentlib:jdwp=transport=dt_socket,server=y,address=0",
			"-agentlib:jdwp=transport=dt_socket,server=y,address=*:0", "-agentlib:jdwp=transport=dt_socket,server=y",
			"-agentlib:other=server=y,address=5005" })
	void debuggerWithoutAFixedPortStays(String argument) {
		assertThat(adapt(argument)).containsExactly(argument);
		assertThat(this.notes).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "-agentlib:jdwp=transport=dt_socket,server=n,address=localhost:40123,suspend=y",
			"-agentlib:jdwp=transport=dt_socket,address=localhost:40123", "-Xrunjdwp:server=n,address=40123" })
	void debuggerThatWaitsForOneJvmIsLeftOut(String argument) {
		assertThat(adapt("-Da", argument, "-Db")).containsExactly("-Da", "-Db");
		assertThat(this.notes).singleElement().asString().contains("Worker 2", argument, "server=y");
	}

	@ParameterizedTest
	@CsvSource({ "-Dcom.sun.management.jmxremote.port=9010, -Dcom.sun.management.jmxremote.port=9012",
			"-Dcom.sun.management.jmxremote.rmi.port=9010, -Dcom.sun.management.jmxremote.rmi.port=9012",
			"-Dcom.sun.management.jmxremote.port=0, -Dcom.sun.management.jmxremote.port=0",
			"-Dcom.sun.management.jmxremote.ssl=false, -Dcom.sun.management.jmxremote.ssl=false",
			"-Dserver.port=9010, -Dserver.port=9010" })
	void jmxGetsAPortPerWorker(String argument, String expected) {
		assertThat(adapt(argument)).containsExactly(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "-Xlog:gc*:file=logs/gc|.log:time,tags:filecount=5,filesize=10m", "-Xlog:gc:file=gc|.log",
					"-Xlog:gc:gc|.log", "-Xlog:gc,safepoint=debug:gc|.log::filecount=0", "-Xlog::file=all|.log",
					"-Xlog:gc:file=\"my:gc|.log\":time", "-Xlog:gc:\"my gc|.log\"", "-Xlog:gc:stdouts|.log",
					"-Xloggc:gc|.log", "-XX:LogFile=vm|.log", "-XX:ErrorFile=/tmp/hs_err|.log" })
	void outputGetsAFilePerWorker(String head, String tail) {
		assertThat(adapt(head + tail)).containsExactly(head + "-worker-2" + tail);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-Xlog:gc:file=gc-%p.log:time", "-Xlog:gc:file=/dev/stdout", "-Xlog:gc:stdout:time",
			"-Xlog:gc:stderr", "-Xlog:gc::time", "-Xlog:gc", "-Xlog", "-Xlog:disable", "-Xloggc:gc-%p.log",
			"-XX:ErrorFile=/tmp/hs_err_%p.log", "-XX:ErrorFile=/dev/stderr" })
	void outputThatCollidesWithNoneStays(String argument) {
		assertThat(adapt(argument)).containsExactly(argument);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "-XX:HeapDumpPath=heap|.hprof", "-XX:HeapDumpPath=none|''",
					"-XX:StartFlightRecording=filename=a|.jfr",
					"-XX:StartFlightRecording:dumponexit=true,filename=a|.jfr,maxage=1h",
					"-XX:StartFlightRecording:filename=\"a,b|.jfr\",disk=true" })
	void dumpGetsAFilePerWorker(String head, String tail) {
		assertThat(adapt(head + tail)).containsExactly(head + "-worker-2" + tail);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-XX:HeapDumpPath=new/", "-XX:HeapDumpPath=existing", "-XX:HeapDumpPath=heap-%p.hprof",
			"-XX:StartFlightRecording", "-XX:StartFlightRecording=disk=true",
			"-XX:StartFlightRecording=filename=existing", "-XX:StartFlightRecording=filename=a-%p.jfr" })
	void dumpThatCollidesWithNoneStays(String argument) throws IOException {
		Files.createDirectory(this.directory.resolve("existing"));
		assertThat(adapt(argument)).containsExactly(argument);
	}

	@Test
	void dumpWhenJavaTakesProcessIdLiterallyGetsAFilePerWorker() {
		List<String> arguments = List.of("-XX:HeapDumpPath=h-%p.hprof", "-XX:StartFlightRecording:filename='a-%p.jfr'",
				"-XX:ErrorFile=e-%p.log");
		assertThat(new ArgumentAdapters(this.directory, 17).adapt(arguments, 2, this.notes::add)).containsExactly(
				"-XX:HeapDumpPath=h-%p-worker-2.hprof", "-XX:StartFlightRecording:filename='a-%p-worker-2.jfr'",
				"-XX:ErrorFile=e-%p.log");
	}

	@Test
	void otherArgumentsStay() {
		assertThat(adapt("-cp", "gc.log", "-Xmx1g", "-Da=gc.log", "")).containsExactly("-cp", "gc.log", "-Xmx1g",
				"-Da=gc.log", "");
	}

	private List<String> adapt(String... arguments) {
		return new ArgumentAdapters(this.directory, 25).adapt(List.of(arguments), 2, this.notes::add);
	}

}
