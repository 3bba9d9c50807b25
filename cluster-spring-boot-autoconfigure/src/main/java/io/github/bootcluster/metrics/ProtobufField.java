package io.github.bootcluster.metrics;

/**
 * A field of a message in the wire format of protocol buffers.
 *
 * @param number the number of the field
 * @param start where the field begins, which is with its tag
 * @param value where its value begins, which is after its length, if it has one
 * @param end where it ends
 */
record ProtobufField(int number, int start, int value, int end) {

}
