package io.github.bootcluster.primary;

import java.net.InetAddress;

import org.jspecify.annotations.Nullable;

/**
 * A port that the workers are to bind together.
 *
 * @param property the property that names the port
 * @param address the address to bind, or {@code null} for all
 * @param port the port, or 0 for a random one
 */
public record PortRequest(String property, @Nullable InetAddress address, int port) {

}
