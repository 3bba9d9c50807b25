/**
 * The metrics of all workers, whoever is asked.
 */
@NullMarked
package io.github.bootcluster.metrics;

import org.jspecify.annotations.NullMarked;
