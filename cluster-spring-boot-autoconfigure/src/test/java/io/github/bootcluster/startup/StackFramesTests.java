package io.github.bootcluster.startup;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link StackFrames}.
 */
class StackFramesTests {

	@Test
	void whenCalledByTestFindsItsFrames() {
		StackFrames stack = StackFrames.ofCurrentThread();
		assertThat(stack.anyClassStartsWith(Set.of("org.junit.platform."))).isTrue();
		assertThat(stack.anyClassStartsWith(Set.of("org.example."))).isFalse();
		assertThat(stack.frames().get(0).className()).startsWith(StackFrames.class.getName());
	}

	@Test
	void whenNothingRunsIsNeitherNestedNorParent() {
		StackFrames stack = StackFrames.ofCurrentThread();
		assertThat(stack.isNestedRun()).isFalse();
		assertThat(stack.isParentRun()).isFalse();
	}

	@Test
	void whenOneApplicationRunsThroughStaticMethodsIsNotNested() {
		StackFrames stack = capture((listener) -> {
			SpringApplication application = new SpringApplication(StackFramesTests.class);
			application.addListeners(listener);
			application.run();
		});
		assertThat(stack.isNestedRun()).isFalse();
		StackFrames throughStaticMethods = new StackFrames(
				List.of(frame("(String[])"), frame("(Class[], String[])"), frame("(Class, String[])")));
		assertThat(throughStaticMethods.isNestedRun()).isFalse();
	}

	@Test
	void whenOneApplicationRunsAnotherIsNested() {
		StackFrames stack = capture((listener) -> {
			SpringApplication outer = new SpringApplication(StackFramesTests.class);
			outer.addListeners((ApplicationListener<ApplicationEnvironmentPreparedEvent>) (event) -> {
				SpringApplication inner = new SpringApplication(StackFramesTests.class);
				inner.addListeners(listener);
				inner.run();
			});
			outer.run();
		});
		assertThat(stack.isNestedRun()).isTrue();
		assertThat(stack.isParentRun()).isFalse();
	}

	@Test
	void whenBuilderRunsParentOfChildIsParentRun() {
		StackFrames stack = capture(
				(listener) -> new SpringApplicationBuilder(StackFramesTests.class).listeners(listener)
					.child(StackFramesTests.class)
					.run());
		assertThat(stack.isParentRun()).isTrue();
		assertThat(stack.isNestedRun()).isFalse();
	}

	@Test
	void whenBuilderRunsSingleApplicationIsNotParentRun() {
		StackFrames stack = capture(
				(listener) -> new SpringApplicationBuilder(StackFramesTests.class).listeners(listener).run());
		assertThat(stack.isParentRun()).isFalse();
	}

	private StackFrames capture(Consumer<CapturingListener> run) {
		CapturingListener listener = new CapturingListener();
		assertThatIllegalStateException().isThrownBy(() -> run.accept(listener)).withMessage("Seen enough");
		return listener.stack.get();
	}

	private static StackFrames.Frame frame(String parameters) {
		return new StackFrames.Frame(SpringApplication.class.getName(), "run", parameters);
	}

	private static final class CapturingListener implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

		private final AtomicReference<StackFrames> stack = new AtomicReference<>();

		@Override
		public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
			this.stack.set(StackFrames.ofCurrentThread());
			throw new IllegalStateException("Seen enough");
		}

	}

}
