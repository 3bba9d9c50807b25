package io.github.bootcluster.metrics;

import java.io.IOException;

import io.github.bootcluster.relay.RelayOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Reads what another worker has answered.
 *
 * @param <T> what it is read as
 */
@FunctionalInterface
interface AnswerReader<T> {

	/**
	 * Read an answer.
	 * @param answered the answer
	 * @return what it says, or {@code null} if the worker has nothing to say
	 * @throws IOException if it is not a proper answer, so that the worker is left out
	 */
	@Nullable T read(RelayOutcome.Answered answered) throws IOException;

}
