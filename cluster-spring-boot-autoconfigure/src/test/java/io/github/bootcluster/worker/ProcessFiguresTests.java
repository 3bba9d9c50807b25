package io.github.bootcluster.worker;

import java.nio.file.Files;
import java.nio.file.Path;

import io.github.bootcluster.WorkerStatistics;
import io.github.bootcluster.WorkerStatistics.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProcessFigures}.
 */
class ProcessFiguresTests {

	@TempDir
	private Path directory;

	@Test
	void readsResidentSetSizeInBytes() throws Exception {
		Path status = Files.writeString(this.directory.resolve("status"), """
				Name:	java
				VmPeak:	 4611000 kB
				VmHWM:	  250000 kB
				VmRSS:	  200000 kB
				RssAnon:	   90000 kB
				""");
		assertThat(new ProcessFigures(status).read().memory().rss()).isEqualTo(200_000L * 1024);
	}

	@Test
	void whenStatusHasNoResidentSetSizeItIsUnknown() throws Exception {
		Path status = Files.writeString(this.directory.resolve("status"), "Name:\tkthreadd\n");
		assertThat(new ProcessFigures(status).read().memory().rss()).isNull();
	}

	@Test
	void whenThereIsNoStatusResidentSetSizeIsUnknown() {
		assertThat(new ProcessFigures(this.directory.resolve("missing")).read().memory().rss()).isNull();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void readsFiguresOfThisProcess() {
		WorkerStatistics statistics = new ProcessFigures().read();
		assertThat(statistics.memory().rss()).isGreaterThan(10_000_000);
		assertThat(statistics.memory().heapUsed()).isPositive().isLessThanOrEqualTo(statistics.memory().heapMax());
		if (statistics.cpu() != null) {
			assertThat(statistics.cpu()).isBetween(0.0, 1.0);
		}
	}

	@Test
	void whenNoWebServerIsObservedItsFiguresAreUnknown() {
		WorkerStatistics statistics = new ProcessFigures().read();
		assertThat(statistics.connections()).isNull();
		assertThat(statistics.requests()).isNull();
	}

	@Test
	void whenWebServerIsObservedReadsItsFiguresEachTime() {
		ProcessFigures figures = new ProcessFigures();
		long[] connections = { 0 };
		figures.observe(() -> ++connections[0], () -> new Requests(connections[0], 10));
		assertThat(figures.read().connections()).isEqualTo(1);
		WorkerStatistics second = figures.read();
		assertThat(second.connections()).isEqualTo(2);
		assertThat(second.requests()).isEqualTo(new Requests(2, 10));
	}

}
