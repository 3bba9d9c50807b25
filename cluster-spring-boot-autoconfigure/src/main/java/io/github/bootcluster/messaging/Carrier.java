package io.github.bootcluster.messaging;

import io.github.bootcluster.channel.Parcel;

/**
 * Takes parcels to where they are addressed to.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Carrier {

	/**
	 * Take a parcel. Must not block.
	 * @param parcel the parcel
	 * @return {@code false} if the parcel was dropped
	 */
	boolean carry(Parcel parcel);

}
