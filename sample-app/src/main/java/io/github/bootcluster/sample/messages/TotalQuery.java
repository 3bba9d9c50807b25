package io.github.bootcluster.sample.messages;

/**
 * Asks the primary for the number of requests to all workers.
 */
record TotalQuery() {

}
