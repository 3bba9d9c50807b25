package io.github.bootcluster.relay;

import java.util.Map;

/**
 * The beginning of an answer on its way to another process.
 *
 * @param status the HTTP status
 * @param headers the headers
 */
record RelayHead(int status, Map<String, String> headers) {

}
