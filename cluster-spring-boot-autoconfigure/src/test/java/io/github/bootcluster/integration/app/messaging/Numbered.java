package io.github.bootcluster.integration.app.messaging;

/**
 * One of many messages.
 *
 * @param number its place among those of its sender, counted from 1
 */
record Numbered(int number) {

}
