/**
 * Auto-configuration of the cluster in health.
 */
@NullMarked
package io.github.bootcluster.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
