package io.github.bootcluster.integration.app.deployed;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;

/**
 * An application whose deployed version may have a flaw: the property
 * {@code deployed.flaw}, which is in the jar.
 */
@SpringBootApplication
public class DeployedApplication {

	private static final int EXIT_CODE = 42;

	@Bean
	Object database(@Value("${deployed.flaw:NONE}") Flaw flaw) throws InterruptedException {
		if (flaw == Flaw.FAILS_AT_START) {
			throw new IllegalStateException("This version is broken");
		}
		if (flaw == Flaw.NEVER_LISTENS) {
			System.out.println("This version waits for its database");
			Thread.sleep(Long.MAX_VALUE);
		}
		return new Object();
	}

	@Bean
	ApplicationListener<ApplicationReadyEvent> firstTask(@Value("${deployed.flaw:NONE}") Flaw flaw) {
		return (event) -> {
			if (flaw == Flaw.DIES_WHEN_IT_LISTENS) {
				new Thread(DeployedApplication::die).start();
			}
		};
	}

	private static void die() {
		try {
			Thread.sleep(300);
			System.out.println("This version cannot do its first task");
			Runtime.getRuntime().halt(EXIT_CODE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Run the application.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(DeployedApplication.class, args);
	}

	/**
	 * What is wrong with a version.
	 */
	public enum Flaw {

		/**
		 * Nothing.
		 */
		NONE,

		/**
		 * It does not start.
		 */
		FAILS_AT_START,

		/**
		 * It starts for ever.
		 */
		NEVER_LISTENS,

		/**
		 * It starts, and ends within a second.
		 */
		DIES_WHEN_IT_LISTENS

	}

}
