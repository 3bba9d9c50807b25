package io.github.bootcluster.startup;

import java.lang.management.ManagementFactory;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption.Origin;
import io.github.bootcluster.event.ClusterReadyEvent;
import io.github.bootcluster.socket.NativeHeap;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

/**
 * Gives back what it took to start once the cluster is complete: a primary is idle from
 * then on, and its memory is of more use to the workers.
 */
final class StartMemoryRelease implements ApplicationListener<PayloadApplicationEvent<ClusterReadyEvent>> {

	private static final Log logger = LogFactory.getLog(StartMemoryRelease.class);

	@Override
	public void onApplicationEvent(PayloadApplicationEvent<ClusterReadyEvent> event) {
		HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
		if (jvm != null) {
			keepHeapSmall(jvm);
		}
		System.gc();
		NativeHeap.trim();
	}

	// with the defaults of 40 and 70 percent the heap stays at more than twice its
	// content
	private void keepHeapSmall(HotSpotDiagnosticMXBean jvm) {
		setUnlessGiven(jvm, "MinHeapFreeRatio", "10");
		setUnlessGiven(jvm, "MaxHeapFreeRatio", "20");
	}

	private void setUnlessGiven(HotSpotDiagnosticMXBean jvm, String option, String value) {
		try {
			if (jvm.getVMOption(option).getOrigin() == Origin.DEFAULT) {
				jvm.setVMOption(option, value);
			}
		}
		catch (IllegalArgumentException ex) {
			logger.debug("Unable to set the JVM option " + option, ex);
		}
	}

}
