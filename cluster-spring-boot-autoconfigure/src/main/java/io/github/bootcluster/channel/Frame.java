package io.github.bootcluster.channel;

/**
 * What travels between a primary and a worker: their own {@link Message messages}, and
 * the {@link Parcel parcels} of the application, which are carried unopened.
 */
public sealed interface Frame permits Message, Parcel {

}
