package io.github.bootcluster.socket;

import java.io.IOException;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Decides how the kernel spreads new connections over the sockets that share a port by
 * {@code SO_REUSEPORT}, which is evenly by default. Any process that listens on the port
 * decides for all of them.
 * <p>
 * A socket's index is its place in the order in which the sockets began to listen; when
 * one closes, the last takes its place. A decision stays in force until the next one,
 * whoever leaves or joins, so that a socket that joins gets nothing until it has a
 * weight. Connections that wait to be accepted stay where they are.
 *
 * @since 0.1.0
 */
public final class PortSteering {

	private final ListeningSockets sockets;

	private final @Nullable NativeCalls calls;

	private final @Nullable String obstacle;

	private PortSteering(ListeningSockets sockets, @Nullable NativeCalls calls, @Nullable String obstacle) {
		this.sockets = sockets;
		this.calls = calls;
		this.obstacle = obstacle;
	}

	/**
	 * Create the steering of the ports that this process listens on.
	 * @return the steering, which may be one that {@linkplain #getObstacle() cannot}
	 */
	public static PortSteering create() {
		return create(ListeningSockets.ofThisProcess());
	}

	static PortSteering create(ListeningSockets sockets) {
		try {
			return new PortSteering(sockets, NativeAccess.require(), sockets.getObstacle());
		}
		catch (NativeAccessException ex) {
			return new PortSteering(sockets, null, ex.getMessage());
		}
	}

	/**
	 * Return why this process cannot steer: native code cannot be used, or there is no
	 * {@code /proc}.
	 * @return the reason, or {@code null} if it can
	 */
	public @Nullable String getObstacle() {
		return this.obstacle;
	}

	/**
	 * Spread new connections in proportion to the given weights, instead of what was
	 * decided before. If the index that is drawn is not that of a socket, the kernel
	 * picks one as it does by default.
	 * @param port the port, which this process must listen on
	 * @param weights the weights of the sockets by their index, where 0 is no connection
	 * @throws IOException if this process cannot steer, does not listen on the port, or
	 * the kernel refuses
	 * @throws IllegalArgumentException if there is no weight above 0, one is below 0, or
	 * there are too many, which are more than 2,047 above 0
	 */
	public void steer(int port, List<Integer> weights) throws IOException {
		SteeringProgram program = SteeringProgram.of(weights);
		try {
			attach(port, program);
		}
		catch (IOException ex) {
			throw new IOException("Unable to steer the connections to port %d: %s".formatted(port, ex.getMessage()),
					ex);
		}
	}

	private void attach(int port, SteeringProgram program) throws IOException {
		if (this.calls == null || this.obstacle != null) {
			throw new IOException(this.obstacle);
		}
		attach(this.calls, this.sockets.getDescriptors(port), program);
	}

	/*
	 * One socket would do for its group. Those of other addresses are in other groups.
	 */
	private void attach(NativeCalls calls, List<Integer> descriptors, SteeringProgram program) throws IOException {
		if (descriptors.isEmpty()) {
			throw new IOException("This process does not listen on it");
		}
		for (int descriptor : descriptors) {
			calls.attachReusePortProgram(descriptor, program.getInstructions());
		}
	}

}
