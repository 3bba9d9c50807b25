package io.github.bootcluster.integration.app.versioned;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application that tells which version it is.
 */
@SpringBootApplication
public class VersionedApplication {

	/**
	 * Run the application.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(VersionedApplication.class, args);
	}

}
