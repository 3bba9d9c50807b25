package io.github.bootcluster.sample;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Keeps one processor busy for a second or more, as a request must not do to its
 * neighbours.
 */
@RestController
class HeavyLoadController {

	static final String RESULT_HEADER = "X-Heavy-Load-Result";

	private static final int ITERATIONS = 1_000_000_000;

	private static final long SEED = 88172645463325252L;

	@GetMapping(path = "/heavyLoad", produces = MediaType.TEXT_PLAIN_VALUE)
	ResponseEntity<String> heavyLoad() {
		return ResponseEntity.ok().header(RESULT_HEADER, Long.toHexString(iterate(SEED))).body("Heavy load complete!");
	}

	/**
	 * Run Marsaglia's xorshift generator. A sum would be replaced by its closed form, and
	 * a loop whose result nobody reads by nothing; here each step needs the one before,
	 * and the last one is sent to the client.
	 * @param seed the first state, anything but 0
	 * @return the last state
	 */
	private long iterate(long seed) {
		long state = seed;
		for (int i = 0; i < ITERATIONS; i++) {
			state ^= state << 13;
			state ^= state >>> 7;
			state ^= state << 17;
		}
		return state;
	}

}
