/**
 * Auto-configuration of the metrics of a cluster.
 */
@NullMarked
package io.github.bootcluster.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
