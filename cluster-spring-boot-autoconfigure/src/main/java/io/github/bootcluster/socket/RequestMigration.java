package io.github.bootcluster.socket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Whether Linux (5.14 or later) hands the connections that wait in a socket's accept
 * queue, and handshakes in flight, to another socket of the port when that one closes.
 *
 * @since 0.1.0
 */
public final class RequestMigration {

	/**
	 * The name of the kernel's setting.
	 */
	public static final String SETTING = "net.ipv4.tcp_migrate_req";

	private static final Log logger = LogFactory.getLog(RequestMigration.class);

	private final Path setting;

	/**
	 * Create the migration of this process's network namespace.
	 */
	public RequestMigration() {
		this(Path.of("/proc/sys", SETTING.replace('.', '/')));
	}

	RequestMigration(Path setting) {
		this.setting = setting;
	}

	/**
	 * Return whether it is on now.
	 * @return {@code false} also if it cannot be told, or the kernel cannot do it
	 */
	public boolean isEnabled() {
		try {
			return Files.readString(this.setting).strip().equals("1");
		}
		catch (IOException ex) {
			logger.debug("Unable to read %s".formatted(SETTING), ex);
			return false;
		}
	}

}
