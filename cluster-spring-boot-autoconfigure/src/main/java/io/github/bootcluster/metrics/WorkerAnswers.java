package io.github.bootcluster.metrics;

import java.util.List;

/**
 * What the workers have answered.
 *
 * @param <T> the type of an answer
 * @param answers the answers by the ids of the workers, so that it makes no difference
 * who puts them together
 * @param omitted the ids of the workers that were asked and have no part in it
 */
record WorkerAnswers<T>(List<WorkerAnswer<T>> answers, List<Integer> omitted) {

	List<T> contents() {
		return this.answers.stream().map(WorkerAnswer::content).toList();
	}

}
