/**
 * Port sharing and draining for Jetty.
 */
@NullMarked
package io.github.bootcluster.web.jetty;

import org.jspecify.annotations.NullMarked;
