/**
 * Auto-configuration of what is run by one worker instead of all.
 */
@NullMarked
package io.github.bootcluster.autoconfigure.scheduling;

import org.jspecify.annotations.NullMarked;
