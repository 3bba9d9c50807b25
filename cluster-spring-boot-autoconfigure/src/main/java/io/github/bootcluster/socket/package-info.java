/**
 * One port for many processes: reserving it, and the native calls that Java lacks.
 */
@NullMarked
package io.github.bootcluster.socket;

import org.jspecify.annotations.NullMarked;
