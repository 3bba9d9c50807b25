/**
 * Events of a cluster's life.
 */
@NullMarked
package io.github.bootcluster.event;

import org.jspecify.annotations.NullMarked;
