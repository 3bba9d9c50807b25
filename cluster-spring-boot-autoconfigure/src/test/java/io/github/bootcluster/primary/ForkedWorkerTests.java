package io.github.bootcluster.primary;

import io.github.bootcluster.process.WorkerProcess;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ForkedWorker}.
 */
class ForkedWorkerTests {

	private final ForkedWorker worker = new ForkedWorker(mock(WorkerProcess.class), "s3cr\u00e9t");

	@Test
	void hasTokenWhenTokenIsTheSame() {
		assertThat(this.worker.hasToken("s3cr\u00e9t")).isTrue();
	}

	@Test
	void hasTokenWhenTokenDiffersIsFalse() {
		assertThat(this.worker.hasToken("s3cret")).isFalse();
		assertThat(this.worker.hasToken("s3cr\u00e9")).isFalse();
		assertThat(this.worker.hasToken("")).isFalse();
	}

	@Test
	void descriptionHoldsNoToken() {
		assertThat(this.worker.toString()).doesNotContain("s3cr");
	}

}
