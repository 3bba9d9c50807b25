/**
 * Local caches that are evicted on all workers.
 */
@NullMarked
package io.github.bootcluster.cache;

import org.jspecify.annotations.NullMarked;
