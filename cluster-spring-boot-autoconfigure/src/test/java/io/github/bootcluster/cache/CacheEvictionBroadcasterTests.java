package io.github.bootcluster.cache;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.bootcluster.ClusterMessenger;
import io.github.bootcluster.MessageTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CacheEvictionBroadcaster}.
 */
@ExtendWith(OutputCaptureExtension.class)
class CacheEvictionBroadcasterTests {

	private final RecordingMessenger messenger = new RecordingMessenger();

	private final CacheEvictionBroadcaster broadcaster = broadcaster(Map.of("messenger", this.messenger));

	@Test
	void keyTravels() {
		this.broadcaster.evicted("manager", "books", "a");
		assertThat(this.messenger.getBroadcasts())
			.containsExactly(new CacheEvicted("manager", "books", List.of("STRING:a")));
	}

	@Test
	void keyOfOtherTypeClearsAndIsLoggedOncePerCache(CapturedOutput output) {
		this.broadcaster.evicted("manager", "books", DayOfWeek.MONDAY);
		this.broadcaster.evicted("manager", "books", DayOfWeek.FRIDAY);
		this.broadcaster.evicted("manager", "films", DayOfWeek.MONDAY);
		assertThat(this.messenger.getBroadcasts()).containsExactly(new CacheCleared("manager", "books"),
				new CacheCleared("manager", "books"), new CacheCleared("manager", "films"));
		assertThat(output).containsOnlyOnce(
				"Cache 'books' is cleared on the other workers when a key of type java.time.DayOfWeek is evicted here");
		assertThat(output).containsOnlyOnce("Cache 'films' is cleared");
	}

	@Test
	void keyThatIsTooLargeClears() {
		this.messenger.setOutcome((payload) -> {
			if (payload instanceof CacheEvicted) {
				throw new MessageTooLargeException(payload.getClass(), 2, 1);
			}
			return CompletableFuture.completedFuture(1);
		});
		this.broadcaster.evicted("manager", "books", "a");
		assertThat(this.messenger.getBroadcasts()).containsExactly(new CacheCleared("manager", "books"));
	}

	@Test
	void whenMessengerThrowsIsOneWarning(CapturedOutput output) {
		this.messenger.setOutcome((payload) -> {
			throw new IllegalStateException("no room");
		});
		this.broadcaster.evicted("manager", "books", "a");
		this.broadcaster.cleared("manager", "films");
		assertThat(warnings(output)).hasSize(2);
		assertThat(warnings(output).get(0)).contains("'books'").contains("IllegalStateException: no room");
		assertThat(warnings(output).get(1)).contains("'films'").contains("IllegalStateException: no room");
	}

	@Test
	void whenBroadcastFailsLaterIsOneWarning(CapturedOutput output) {
		CompletableFuture<Integer> future = new CompletableFuture<>();
		this.messenger.setOutcome((payload) -> future);
		this.broadcaster.evicted("manager", "books", "a");
		assertThat(warnings(output)).isEmpty();
		future.completeExceptionally(new IllegalStateException("gone"));
		assertThat(warnings(output)).singleElement().asString().contains("'books'").contains("gone");
	}

	@Test
	void whenThereIsNoMessengerIsOneWarning(CapturedOutput output) {
		broadcaster(Map.of()).cleared("manager", "books");
		assertThat(warnings(output)).singleElement().asString().contains("'books'").contains("ClusterMessenger");
	}

	private static List<String> warnings(CapturedOutput output) {
		return output.getAll().lines().filter((line) -> line.contains("WARN")).toList();
	}

	private static CacheEvictionBroadcaster broadcaster(Map<String, Object> beans) {
		return new CacheEvictionBroadcaster(
				new StaticListableBeanFactory(beans).getBeanProvider(ClusterMessenger.class));
	}

}
