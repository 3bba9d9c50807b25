package io.github.bootcluster.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalLong;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The calls of the C library that Java lacks. Where there may be no JNA,
 * {@link NativeAccess} creates it.
 */
final class NativeCalls {

	private static final Log logger = LogFactory.getLog(NativeCalls.class);

	/** {@code linux/socket.h}. */
	private static final short AF_UNIX = 1;

	/** {@code linux/net.h}: {@code SOCK_DGRAM} and {@code SOCK_CLOEXEC}. */
	private static final int DATAGRAM_SOCKET = 2 | 02000000;

	/** {@code linux/socket.h}. */
	private static final int MSG_NOSIGNAL = 0x4000;

	/** {@code asm-generic/socket.h}. */
	private static final int SOL_SOCKET = 1;

	/** {@code asm-generic/socket.h}. */
	private static final int SO_PEERCRED = 17;

	/** {@code asm-generic/socket.h}. */
	private static final int SO_ATTACH_REUSEPORT_CBPF = 51;

	/** The {@code int}s of {@code struct ucred}: pid, uid and gid. */
	private static final int UCRED_LENGTH = 3;

	private final Libc libc;

	NativeCalls() {
		this.libc = Native.load(Libc.class);
	}

	/**
	 * Send a signal.
	 * @param pid the process
	 * @param signal the signal's number, as in {@code signal(7)}
	 * @return whether it was sent
	 */
	boolean kill(int pid, int signal) {
		try {
			this.libc.kill(pid, signal);
			return true;
		}
		catch (LastErrorException ex) {
			logger.debug("kill(%d, %d) failed".formatted(pid, signal), ex);
			return false;
		}
	}

	/**
	 * Find out which process connected a Unix domain socket.
	 * @param fd the descriptor of the accepted socket
	 * @return its pid, or empty if it is not in this process's pid namespace
	 */
	OptionalLong getPeerPid(int fd) {
		try {
			int[] ucred = new int[UCRED_LENGTH];
			this.libc.getsockopt(fd, SOL_SOCKET, SO_PEERCRED, ucred, new int[] { UCRED_LENGTH * Integer.BYTES });
			return (ucred[0] > 0) ? OptionalLong.of(ucred[0]) : OptionalLong.empty();
		}
		catch (LastErrorException ex) {
			logger.debug("getsockopt(%d, SO_PEERCRED) failed".formatted(fd), ex);
			return OptionalLong.empty();
		}
	}

	/**
	 * Let a program pick the socket that gets a new connection, of the group of sockets
	 * that share a port by {@code SO_REUSEPORT}. It replaces the previous one.
	 * @param fd the descriptor of any socket of the group
	 * @param program the program, which returns the index of a socket
	 * @throws IOException if the kernel refuses, with its reason
	 */
	void attachReusePortProgram(int fd, List<BpfInstruction> program) throws IOException {
		try (SocketFilterProgram value = new SocketFilterProgram(program)) {
			this.libc.setsockopt(fd, SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, value, SocketFilterProgram.LENGTH);
		}
		catch (LastErrorException ex) {
			throw new IOException("setsockopt(%d, SO_ATTACH_REUSEPORT_CBPF) failed: %s".formatted(fd, ex.getMessage()),
					ex);
		}
	}

	/**
	 * Send a datagram to a Unix domain socket. Waits while the receiver's queue is full.
	 * @param name the socket's path, or its name in the abstract namespace after a null
	 * byte, as in {@code unix(7)}
	 * @param message the datagram
	 * @throws IOException if it cannot be sent, with the kernel's reason
	 */
	void sendDatagram(byte[] name, byte[] message) throws IOException {
		try {
			int fd = this.libc.socket(AF_UNIX, DATAGRAM_SOCKET, 0);
			try {
				byte[] address = toUnixAddress(name);
				this.libc.sendto(fd, message, new NativeLong(message.length), MSG_NOSIGNAL, address, address.length);
			}
			finally {
				this.libc.close(fd);
			}
		}
		catch (LastErrorException ex) {
			throw new IOException("datagram not sent, " + ex.getMessage(), ex);
		}
	}

	/*
	 * struct sockaddr_un of linux/un.h, up to the end of the name.
	 */
	private static byte[] toUnixAddress(byte[] name) {
		return ByteBuffer.allocate(Short.BYTES + name.length)
			.order(ByteOrder.nativeOrder())
			.putShort(AF_UNIX)
			.put(name)
			.array();
	}

	/**
	 * Give memory that was allocated outside the Java heap and is free again back to the
	 * operating system, where the C library is one that can (glibc).
	 */
	void trimHeap() {
		try {
			this.libc.malloc_trim(new NativeLong(0));
		}
		catch (UnsatisfiedLinkError ex) {
			logger.debug("The C library has no malloc_trim", ex);
		}
	}

	/**
	 * The C library, as JNA maps it: {@code kill(2)}, {@code getsockopt(2)},
	 * {@code setsockopt(2)}, {@code socket(2)}, {@code sendto(2)}, {@code close(2)} and
	 * {@code malloc_trim(3)}.
	 */
	interface Libc extends Library {

		int kill(int pid, int signal) throws LastErrorException;

		int getsockopt(int fd, int level, int name, int[] value, int[] length) throws LastErrorException;

		int setsockopt(int fd, int level, int name, Memory value, int length) throws LastErrorException;

		int socket(int domain, int type, int protocol) throws LastErrorException;

		NativeLong sendto(int fd, byte[] message, NativeLong length, int flags, byte[] address, int addressLength)
				throws LastErrorException;

		int close(int fd);

		@SuppressWarnings("checkstyle:MethodName")
		int malloc_trim(NativeLong pad);

	}

}
