package io.github.bootcluster.actuate.relay;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.bootcluster.relay.RelayResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.MediaType;

/**
 * Answers with a resource, or with the one range of it that was asked for.
 */
final class ResourceResponse {

	private static final int OK = 200;

	private static final int PARTIAL_CONTENT = 206;

	private static final int RANGE_NOT_SATISFIABLE = 416;

	private final Resource resource;

	private final Map<String, String> headers = new TreeMap<>();

	ResourceResponse(Resource resource, @Nullable MediaType contentType) {
		this.resource = resource;
		if (contentType != null) {
			this.headers.put(HttpHeaders.CONTENT_TYPE, contentType.toString());
		}
	}

	/**
	 * Open the resource.
	 * @param status the HTTP status of the whole
	 * @param range the value of the {@code Range} header, or {@code null}
	 * @return the response
	 * @throws IOException if the resource cannot be opened
	 */
	RelayResponse open(int status, @Nullable String range) throws IOException {
		if (this.resource instanceof InputStreamResource) {
			return new RelayResponse(status, this.headers, this.resource.getInputStream());
		}
		long length = this.resource.contentLength();
		// a temporary file is gone when its stream is closed
		InputStream body = this.resource.getInputStream();
		this.headers.put(HttpHeaders.ACCEPT_RANGES, "bytes");
		return (range != null && status == OK) ? openRange(body, length, range) : openPart(status, body, length);
	}

	private RelayResponse openRange(InputStream body, long length, String value) throws IOException {
		try {
			List<HttpRange> ranges = HttpRange.parseRanges(value);
			return (ranges.size() != 1) ? openPart(OK, body, length) : openRegion(body, length, ranges.get(0));
		}
		catch (IllegalArgumentException ex) {
			body.close();
			this.headers.put(HttpHeaders.CONTENT_RANGE, "bytes */" + length);
			this.headers.put(HttpHeaders.CONTENT_LENGTH, "0");
			return new RelayResponse(RANGE_NOT_SATISFIABLE, this.headers, InputStream.nullInputStream());
		}
		catch (IOException ex) {
			body.close();
			throw ex;
		}
	}

	private RelayResponse openRegion(InputStream body, long length, HttpRange range) throws IOException {
		long start = range.getRangeStart(length);
		long end = range.getRangeEnd(length);
		if (start >= length) {
			throw new IllegalArgumentException("The range begins behind the end");
		}
		body.skipNBytes(start);
		this.headers.put(HttpHeaders.CONTENT_RANGE, "bytes " + start + "-" + end + "/" + length);
		return openPart(PARTIAL_CONTENT, body, end - start + 1);
	}

	private RelayResponse openPart(int status, InputStream body, long length) {
		this.headers.put(HttpHeaders.CONTENT_LENGTH, String.valueOf(length));
		return new RelayResponse(status, this.headers, new LimitedInputStream(body, length));
	}

}
