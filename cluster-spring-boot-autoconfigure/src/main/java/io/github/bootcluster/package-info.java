/**
 * The public API of a cluster of worker JVMs that serve one port.
 */
@NullMarked
package io.github.bootcluster;

import org.jspecify.annotations.NullMarked;
