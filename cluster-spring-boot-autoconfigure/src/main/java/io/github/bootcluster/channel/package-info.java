/**
 * The private channel between a primary and its workers: frames, messages, server and
 * client.
 */
@NullMarked
package io.github.bootcluster.channel;

import org.jspecify.annotations.NullMarked;
