/**
 * Port sharing and draining for Reactor Netty.
 */
@NullMarked
package io.github.bootcluster.web.netty;

import org.jspecify.annotations.NullMarked;
