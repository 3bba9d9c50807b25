/**
 * Auto-configuration of a cluster.
 */
@NullMarked
package io.github.bootcluster.autoconfigure;

import org.jspecify.annotations.NullMarked;
