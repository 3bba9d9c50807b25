package io.github.bootcluster.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TwoStepGoAway}.
 */
class TwoStepGoAwayTests {

	private final List<String> announced = new ArrayList<>();

	private final List<String> ended = new ArrayList<>();

	private final AtomicLong nanoTime = new AtomicLong();

	private final TwoStepGoAway<String> goAway = new TwoStepGoAway<>(this.announced::add, this.ended::add,
			this.nanoTime::get);

	@Test
	void sweepAnnouncesToEachConnectionOnce() {
		this.goAway.sweep(Set.of("one"));
		this.goAway.sweep(Set.of("one", "two"));
		assertThat(this.announced).containsExactly("one", "two");
		assertThat(this.ended).isEmpty();
	}

	@Test
	void sweepWhenGraceIsOverEndsConnectionUntilItHasGone() {
		this.goAway.sweep(Set.of("one"));
		this.nanoTime.addAndGet(TwoStepGoAway.GRACE.toNanos() - 1);
		this.goAway.sweep(Set.of("one", "two"));
		assertThat(this.ended).isEmpty();
		this.nanoTime.incrementAndGet();
		this.goAway.sweep(Set.of("one", "two"));
		this.goAway.sweep(Set.of("one", "two"));
		this.goAway.sweep(Set.of("two"));
		assertThat(this.ended).containsExactly("one", "one");
	}

}
