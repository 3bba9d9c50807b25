/**
 * What is run by one worker instead of all: scheduled tasks and runners. A run that is in
 * progress when its worker loses the leadership is not interrupted.
 */
@NullMarked
package io.github.bootcluster.scheduling;

import org.jspecify.annotations.NullMarked;
