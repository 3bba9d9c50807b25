package io.github.bootcluster.actuate.relay;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.http.MediaType;

/**
 * The operation that a request is for.
 *
 * @param operation the operation
 * @param arguments its arguments by name
 * @param contentType the media type to answer with, or {@code null} if the operation has
 * none
 */
record MatchedOperation(WebOperation operation, Map<String, Object> arguments, @Nullable MediaType contentType) {

}
