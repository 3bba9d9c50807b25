/**
 * Auto-configuration of the cluster on Actuator.
 */
@NullMarked
package io.github.bootcluster.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
