package io.github.bootcluster.metrics;

import java.util.List;

/**
 * What the workers have answered.
 *
 * @param <T> the type of an answer
 * @param answers the answers, that of this process first
 * @param omitted the ids of the workers that were asked and have no part in it
 */
record WorkerAnswers<T>(List<WorkerAnswer<T>> answers, List<Integer> omitted) {

	List<T> contents() {
		return this.answers.stream().map(WorkerAnswer::content).toList();
	}

	boolean contains(int worker) {
		return this.answers.stream().anyMatch((answer) -> answer.worker() == worker);
	}

}
