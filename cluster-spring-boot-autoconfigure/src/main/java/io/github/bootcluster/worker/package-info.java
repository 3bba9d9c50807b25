/**
 * The life of a worker, seen from inside.
 */
@NullMarked
package io.github.bootcluster.worker;

import org.jspecify.annotations.NullMarked;
