package io.github.bootcluster.integration.app.crashonstart;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * An application that does not start: it has no database, or has bad properties.
 */
@SpringBootApplication
public class CrashOnStartApplication {

	@Bean
	Object database(@Value("${crash.pool-size:10}") int poolSize) {
		throw new IllegalStateException("The database is not there");
	}

	/**
	 * Run the application.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(CrashOnStartApplication.class, args);
	}

}
