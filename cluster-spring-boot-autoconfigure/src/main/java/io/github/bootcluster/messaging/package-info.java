/**
 * Messages of the application between the processes of a cluster: windows, order,
 * replies.
 */
@NullMarked
package io.github.bootcluster.messaging;

import org.jspecify.annotations.NullMarked;
