/**
 * Workers that talk: a total that is kept in the primary, a broadcast, and a job that one
 * worker runs for all.
 */
@NullMarked
package io.github.bootcluster.sample.messages;

import org.jspecify.annotations.NullMarked;
