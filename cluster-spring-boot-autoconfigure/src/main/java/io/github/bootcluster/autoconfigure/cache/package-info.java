/**
 * Auto-configuration of local caches.
 */
@NullMarked
package io.github.bootcluster.autoconfigure.cache;

import org.jspecify.annotations.NullMarked;
