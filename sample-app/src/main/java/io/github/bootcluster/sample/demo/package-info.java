/**
 * Ways to lose a worker. They exist with the profile {@code demo} only.
 */
@NullMarked
package io.github.bootcluster.sample.demo;

import org.jspecify.annotations.NullMarked;
