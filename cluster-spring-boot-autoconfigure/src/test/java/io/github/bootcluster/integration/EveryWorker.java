package io.github.bootcluster.integration;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Asks until every worker has answered: which one does is up to the kernel.
 */
final class EveryWorker {

	private EveryWorker() {
	}

	/**
	 * Return the answers of all workers that listen.
	 * @param cluster the cluster
	 * @param request sends one request, on a new connection
	 * @param pid finds out which process answered
	 * @param <T> the type of an answer
	 * @return the last answer of each worker, by its pid
	 */
	static <T> Map<Long, T> ask(ClusterProcess cluster, Supplier<T> request, ToLongFunction<T> pid) {
		return ask(cluster, cluster.listeningPids().values(), request, pid);
	}

	/**
	 * Return the answers of all workers.
	 * @param cluster the cluster
	 * @param pids the processes that have to answer
	 * @param request sends one request, on a new connection
	 * @param pid finds out which process answered
	 * @param <T> the type of an answer
	 * @return the last answer of each worker, by its pid
	 */
	static <T> Map<Long, T> ask(ClusterProcess cluster, Collection<Long> pids, Supplier<T> request,
			ToLongFunction<T> pid) {
		Map<Long, T> answers = new TreeMap<>();
		cluster.await("%s answer".formatted(pids), () -> {
			T answer = request.get();
			answers.put(pid.applyAsLong(answer), answer);
			return answers.keySet().equals(Set.copyOf(pids));
		});
		return answers;
	}

}
