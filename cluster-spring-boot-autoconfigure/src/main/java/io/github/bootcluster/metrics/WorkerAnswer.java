package io.github.bootcluster.metrics;

/**
 * What one worker has answered.
 *
 * @param <T> the type of the answer
 * @param worker the id of the worker
 * @param content the answer
 */
record WorkerAnswer<T>(int worker, T content) {

}
