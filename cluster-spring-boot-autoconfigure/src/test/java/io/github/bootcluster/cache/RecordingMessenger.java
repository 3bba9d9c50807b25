package io.github.bootcluster.cache;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import io.github.bootcluster.ClusterAddress;
import io.github.bootcluster.ClusterMessenger;

import org.springframework.core.ParameterizedTypeReference;

/**
 * {@link ClusterMessenger} that records what is broadcast.
 */
public class RecordingMessenger implements ClusterMessenger {

	private final List<Object> broadcasts = new CopyOnWriteArrayList<>();

	private Function<Object, CompletableFuture<Integer>> outcome = (payload) -> CompletableFuture.completedFuture(1);

	/**
	 * Return what was broadcast.
	 * @return the messages
	 */
	public List<Object> getBroadcasts() {
		return this.broadcasts;
	}

	/**
	 * Set what becomes of messages.
	 * @param outcome the outcome
	 */
	public void setOutcome(Function<Object, CompletableFuture<Integer>> outcome) {
		this.outcome = outcome;
	}

	@Override
	public CompletableFuture<Integer> broadcast(Object payload) {
		CompletableFuture<Integer> result = this.outcome.apply(payload);
		this.broadcasts.add(payload);
		return result;
	}

	@Override
	public CompletableFuture<Void> send(ClusterAddress receiver, Object payload) {
		throw new UnsupportedOperationException();
	}

	@Override
	public <T> CompletableFuture<T> request(ClusterAddress receiver, Object payload, Class<T> replyType,
			Duration timeout) {
		throw new UnsupportedOperationException();
	}

	@Override
	public <T> CompletableFuture<T> request(ClusterAddress receiver, Object payload,
			ParameterizedTypeReference<T> replyType, Duration timeout) {
		throw new UnsupportedOperationException();
	}

}
