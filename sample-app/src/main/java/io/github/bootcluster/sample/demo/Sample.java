package io.github.bootcluster.sample.demo;

/**
 * A message of a few fields, for measuring.
 *
 * @param id a number
 * @param name a name
 * @param price a price
 * @param active a flag
 */
record Sample(long id, String name, double price, boolean active) {

}
