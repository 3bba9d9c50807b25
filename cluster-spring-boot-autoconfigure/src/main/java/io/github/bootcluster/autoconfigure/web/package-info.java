/**
 * Auto-configuration of the web servers of workers.
 */
@NullMarked
package io.github.bootcluster.autoconfigure.web;

import org.jspecify.annotations.NullMarked;
