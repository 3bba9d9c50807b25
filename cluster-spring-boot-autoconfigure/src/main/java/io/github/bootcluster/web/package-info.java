/**
 * What the supported web servers have in common in a worker.
 */
@NullMarked
package io.github.bootcluster.web;

import org.jspecify.annotations.NullMarked;
