package io.github.bootcluster.sample.messages;

/**
 * Tells the primary how many requests a worker has had since it last told.
 *
 * @param requests the number of requests
 */
record RequestsCounted(long requests) {

}
