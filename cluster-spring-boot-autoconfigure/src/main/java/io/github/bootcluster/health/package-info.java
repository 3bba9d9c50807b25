/**
 * The cluster in health.
 */
@NullMarked
package io.github.bootcluster.health;

import org.jspecify.annotations.NullMarked;
