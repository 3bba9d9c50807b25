/**
 * Actuator endpoints of one worker, or of all, reached through any other worker.
 */
@NullMarked
package io.github.bootcluster.actuate.relay;

import org.jspecify.annotations.NullMarked;
