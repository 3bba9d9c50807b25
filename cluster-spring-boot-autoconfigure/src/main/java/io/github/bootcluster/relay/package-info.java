/**
 * Requests for Actuator endpoints, passed from one worker to another over sockets of
 * their own.
 */
@NullMarked
package io.github.bootcluster.relay;

import org.jspecify.annotations.NullMarked;
