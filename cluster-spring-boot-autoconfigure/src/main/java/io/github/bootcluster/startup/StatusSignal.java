package io.github.bootcluster.startup;

import java.util.Map;

import io.github.bootcluster.process.SuspendSignal;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.ClassUtils;

/**
 * SIGUSR2. HotSpot needs it for itself as soon as there is a flight recorder, which
 * suspends a thread by it for every sample: then it is given back, and the recorder
 * works. A JVM with another signal to suspend threads by leaves this one alone.
 */
final class StatusSignal {

	private static final Log logger = LogFactory.getLog(StatusSignal.class);

	private final JvmSignal signal = new JvmSignal("USR2");

	private final Map<String, String> environment;

	StatusSignal() {
		this(System.getenv());
	}

	StatusSignal(Map<String, String> environment) {
		this.environment = environment;
	}

	void handle(Runnable handler) {
		this.signal.handle(handler);
		if (!SuspendSignal.isMoved(this.environment) && ClassUtils.isPresent("jdk.jfr.FlightRecorder", null)) {
			FlightRecorderGuard.install(this::giveBack);
		}
	}

	private void giveBack() {
		this.signal.giveBack();
		logger.info("%s belongs to the flight recorder of this JVM and shows no status; set %s=%s in the environment "
			.formatted(this.signal, SuspendSignal.VARIABLE, SuspendSignal.OTHER) + "to have both");
	}

	/**
	 * Knows the module {@code jdk.jfr}, which may be missing.
	 */
	private static final class FlightRecorderGuard implements FlightRecorderListener {

		private final Runnable initialized;

		private FlightRecorderGuard(Runnable initialized) {
			this.initialized = initialized;
		}

		@Override
		public void recorderInitialized(FlightRecorder recorder) {
			this.initialized.run();
		}

		// calls back at once if there is a recorder already
		static void install(Runnable initialized) {
			FlightRecorder.addListener(new FlightRecorderGuard(initialized));
		}

	}

}
