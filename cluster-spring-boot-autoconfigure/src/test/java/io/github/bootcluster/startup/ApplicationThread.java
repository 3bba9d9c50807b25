package io.github.bootcluster.startup;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs an application as its main method would: with no test on the stack.
 */
final class ApplicationThread {

	private ApplicationThread() {
	}

	static ConfigurableApplicationContext run(Class<?> source, String... args) throws Throwable {
		return call(() -> {
			SpringApplication application = new SpringApplication(source);
			application.setRegisterShutdownHook(false);
			return application.run(args);
		});
	}

	static <T> T call(Supplier<T> task) throws Throwable {
		CompletableFuture<T> result = new CompletableFuture<>();
		Thread thread = new Thread(() -> complete(result, task), "application");
		thread.setDaemon(true);
		thread.start();
		try {
			return result.join();
		}
		catch (CompletionException ex) {
			throw ex.getCause();
		}
	}

	private static <T> void complete(CompletableFuture<T> result, Supplier<T> task) {
		try {
			result.complete(task.get());
		}
		catch (Throwable ex) {
			result.completeExceptionally(ex);
		}
	}

}
