/**
 * The cluster on Actuator.
 */
@NullMarked
package io.github.bootcluster.actuate;

import org.jspecify.annotations.NullMarked;
