/**
 * How this JVM was started, and how to start another one like it.
 */
@NullMarked
package io.github.bootcluster.process;

import org.jspecify.annotations.NullMarked;
