/**
 * A sample application that runs as a cluster.
 */
@NullMarked
package io.github.bootcluster.sample;

import org.jspecify.annotations.NullMarked;
