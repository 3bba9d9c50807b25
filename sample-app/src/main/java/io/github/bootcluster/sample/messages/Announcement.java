package io.github.bootcluster.sample.messages;

/**
 * Something that all workers are told.
 *
 * @param text the text
 * @param pid the id of the process that says so
 */
record Announcement(String text, long pid) {

}
