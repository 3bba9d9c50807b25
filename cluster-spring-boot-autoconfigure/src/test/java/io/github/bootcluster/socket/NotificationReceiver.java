package io.github.bootcluster.socket;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Stands for a service manager: hears what its service has to say, and from which
 * process.
 */
public final class NotificationReceiver implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final int AF_UNIX = 1;

	private static final int SOCK_DGRAM = 2;

	private static final int SOL_SOCKET = 1;

	private static final int SO_PASSCRED = 16;

	private static final int SHUT_RDWR = 2;

	private static final int CLOCK_MONOTONIC = 1;

	private static final int BUFFER = 4096;

	private static final int CONTROL = 64;

	/** Where the pid is in {@code struct cmsghdr} that is followed by ucred(7). */
	private static final int PID_OFFSET = 16;

	private final Libc libc = Native.load(Libc.class);

	private final String address;

	private final int fd;

	private final List<Notification> notifications = new CopyOnWriteArrayList<>();

	private final Thread thread = new Thread(this::receive, "notification-receiver");

	/**
	 * Open a receiver.
	 * @param address the path of a socket, or {@code @} and a name in the abstract
	 * namespace
	 */
	public NotificationReceiver(String address) {
		this.address = address;
		this.fd = this.libc.socket(AF_UNIX, SOCK_DGRAM, 0);
		byte[] name = address.replaceFirst("^@", "\0").getBytes(StandardCharsets.UTF_8);
		byte[] socketAddress = ByteBuffer.allocate(2 + name.length)
			.order(ByteOrder.nativeOrder())
			.putShort((short) AF_UNIX)
			.put(name)
			.array();
		this.libc.bind(this.fd, socketAddress, socketAddress.length);
		this.libc.setsockopt(this.fd, SOL_SOCKET, SO_PASSCRED, new int[] { 1 }, Integer.BYTES);
		this.thread.start();
	}

	private void receive() {
		try (Memory message = new Memory(BUFFER); Memory control = new Memory(CONTROL)) {
			long length = receive(message, control);
			while (length > 0) {
				String text = new String(message.getByteArray(0, (int) length), StandardCharsets.UTF_8);
				this.notifications.add(new Notification(control.getInt(PID_OFFSET), text.lines().toList()));
				length = receive(message, control);
			}
		}
	}

	/*
	 * struct msghdr of recvmsg(2), on a machine of 64 bits.
	 */
	private long receive(Memory message, Memory control) {
		try (Memory vector = new Memory(16); Memory header = new Memory(56)) {
			vector.setPointer(0, message);
			vector.setLong(8, BUFFER);
			header.clear();
			header.setPointer(16, vector);
			header.setLong(24, 1);
			header.setPointer(32, control);
			header.setLong(40, CONTROL);
			return this.libc.recvmsg(this.fd, header, 0).longValue();
		}
	}

	/**
	 * Return the address, as in {@code NOTIFY_SOCKET}.
	 * @return the address
	 */
	public String getAddress() {
		return this.address;
	}

	/**
	 * Return what has come so far.
	 * @return the notifications
	 */
	public List<Notification> getNotifications() {
		return List.copyOf(this.notifications);
	}

	/**
	 * Wait for a notification.
	 * @param from the number of notifications to pass over
	 * @param condition what it fulfils
	 * @return the number of notifications up to and including the first that fulfils it
	 */
	public int await(int from, Predicate<Notification> condition) {
		try {
			return Awaitility.await().atMost(PATIENCE).until(() -> {
				List<Notification> all = List.copyOf(this.notifications);
				for (int i = from; i < all.size(); i++) {
					if (condition.test(all.get(i))) {
						return i + 1;
					}
				}
				return 0;
			}, (count) -> count > 0);
		}
		catch (ConditionTimeoutException ex) {
			throw new AssertionError("Notifications so far: " + this.notifications, ex);
		}
	}

	/**
	 * Return the time of the clock that service managers go by.
	 * @return the microseconds of {@code CLOCK_MONOTONIC}
	 */
	public long getMonotonicMicros() {
		long[] time = new long[2];
		this.libc.clock_gettime(CLOCK_MONOTONIC, time);
		return time[0] * 1_000_000 + time[1] / 1000;
	}

	@Override
	public void close() {
		this.libc.shutdown(this.fd, SHUT_RDWR);
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.libc.close(this.fd);
	}

	/**
	 * A notification.
	 *
	 * @param pid the process that sent it
	 * @param assignments what it says
	 */
	public record Notification(long pid, List<String> assignments) {

		/**
		 * Return whether it says something.
		 * @param assignment an assignment such as {@code READY=1}
		 * @return {@code true} if the assignment is part of it
		 */
		public boolean says(String assignment) {
			return this.assignments.contains(assignment);
		}

		/**
		 * Return the value of a variable.
		 * @param name the variable
		 * @return its value, or nothing
		 */
		public String get(String name) {
			return this.assignments.stream()
				.filter((assignment) -> assignment.startsWith(name + "="))
				.map((assignment) -> assignment.substring(name.length() + 1))
				.findFirst()
				.orElse("");
		}

	}

	/**
	 * The C library.
	 */
	interface Libc extends Library {

		int socket(int domain, int type, int protocol) throws LastErrorException;

		int bind(int fd, byte[] address, int length) throws LastErrorException;

		int setsockopt(int fd, int level, int name, int[] value, int length) throws LastErrorException;

		NativeLong recvmsg(int fd, Memory header, int flags);

		int shutdown(int fd, int how);

		int close(int fd);

		@SuppressWarnings("checkstyle:MethodName")
		int clock_gettime(int clock, long[] time);

	}

}
