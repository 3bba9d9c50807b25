/**
 * What is run by one worker instead of all: scheduled tasks and runners. A run that is in
 * progress when its worker loses the leadership is not interrupted. There is but one
 * primary, so nothing here concerns beans that live in it.
 */
@NullMarked
package io.github.bootcluster.scheduling;

import org.jspecify.annotations.NullMarked;
