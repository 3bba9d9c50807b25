package io.github.bootcluster.worker;

import java.lang.management.ManagementFactory;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

import com.sun.management.OperatingSystemMXBean;
import org.jspecify.annotations.Nullable;

/**
 * The share of the processors that this process used since the previous reading. The load
 * that the JVM offers is that since anybody's previous reading, a metrics registry's say,
 * which may be a moment ago.
 */
final class CpuUsage {

	private final LongSupplier cpuTime;

	private final LongSupplier nanoTime;

	private final IntSupplier processors;

	private long previousCpuTime = -1;

	private long previousNanoTime;

	CpuUsage() {
		this(CpuUsage::getProcessCpuTime, System::nanoTime, Runtime.getRuntime()::availableProcessors);
	}

	CpuUsage(LongSupplier cpuTime, LongSupplier nanoTime, IntSupplier processors) {
		this.cpuTime = cpuTime;
		this.nanoTime = nanoTime;
		this.processors = processors;
	}

	private static long getProcessCpuTime() {
		return (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)
				? system.getProcessCpuTime() : -1;
	}

	/**
	 * Return the share since the previous call.
	 * @return the share from 0 to 1, in thousandths, or {@code null} if it is not known
	 */
	@Nullable Double read() {
		long cpuTime = this.cpuTime.getAsLong();
		long nanoTime = this.nanoTime.getAsLong();
		boolean known = this.previousCpuTime >= 0 && cpuTime >= 0 && nanoTime > this.previousNanoTime;
		Double share = known ? share(cpuTime - this.previousCpuTime, nanoTime - this.previousNanoTime) : null;
		this.previousCpuTime = cpuTime;
		this.previousNanoTime = nanoTime;
		return share;
	}

	private double share(long used, long elapsed) {
		double share = (double) used / elapsed / this.processors.getAsInt();
		return Math.round(Math.min(share, 1) * 1000) / 1000.0;
	}

}
