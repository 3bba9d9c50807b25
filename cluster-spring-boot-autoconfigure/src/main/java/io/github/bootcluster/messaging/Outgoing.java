package io.github.bootcluster.messaging;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * A message that its receiver has not taken yet.
 *
 * @param number its place among all to this receiver
 * @param size its size in bytes
 * @param notice completed when it was taken, or {@code null} if a reply is waited for
 */
record Outgoing(long number, int size, @Nullable CompletableFuture<Void> notice) {

}
