/**
 * Port sharing and draining for Tomcat.
 */
@NullMarked
package io.github.bootcluster.web.tomcat;

import org.jspecify.annotations.NullMarked;
