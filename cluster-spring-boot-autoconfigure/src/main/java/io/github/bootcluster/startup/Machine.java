package io.github.bootcluster.startup;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

/**
 * The machine, or the container, that this JVM sees.
 */
final class Machine {

	private Machine() {
	}

	/**
	 * Return the memory, which honours the limit of a control group.
	 * @return the memory in bytes, or {@link Long#MAX_VALUE} if this JVM cannot tell
	 */
	static long getMemory() {
		return (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)
				? system.getTotalMemorySize() : Long.MAX_VALUE;
	}

}
