/**
 * The primary's side of a cluster: the supervisor and its policies.
 */
@NullMarked
package io.github.bootcluster.primary;

import org.jspecify.annotations.NullMarked;
