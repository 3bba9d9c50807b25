/**
 * Start-up hooks that decide the role of a process and act on it.
 */
@NullMarked
package io.github.bootcluster.startup;

import org.jspecify.annotations.NullMarked;
