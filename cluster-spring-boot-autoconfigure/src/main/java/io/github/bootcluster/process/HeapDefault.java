package io.github.bootcluster.process;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Divides the memory between the heaps of the workers.
 */
final class HeapDefault implements DefaultArgument {

	@Override
	public @Nullable String get(List<String> given, int workers) {
		return HeapShare.of(workers, given).toArgument();
	}

}
