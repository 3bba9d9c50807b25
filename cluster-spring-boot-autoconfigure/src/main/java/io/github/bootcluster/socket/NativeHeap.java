package io.github.bootcluster.socket;

/**
 * The memory that the JVM has allocated outside the Java heap.
 *
 * @since 0.1.0
 */
public final class NativeHeap {

	private NativeHeap() {
	}

	/**
	 * Give what is free in it back to the operating system. Without native access, or
	 * with a C library that cannot, nothing happens.
	 */
	public static void trim() {
		NativeCalls calls = NativeAccess.load();
		if (calls != null) {
			calls.trimHeap();
		}
	}

}
