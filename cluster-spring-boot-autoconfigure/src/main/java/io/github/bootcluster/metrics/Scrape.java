package io.github.bootcluster.metrics;

import org.jspecify.annotations.Nullable;

/**
 * What one process has to tell Prometheus.
 *
 * @param worker the id of the worker, which its series get as a label, or {@code null} if
 * they stay as they are
 * @param content the families of series in an exposition format
 */
record Scrape(@Nullable String worker, byte[] content) {

}
