package io.github.bootcluster.integration.app.deployed;

import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;

/**
 * An application whose deployed version is broken while a certain file exists.
 */
@SpringBootApplication
public class DeployedApplication {

	@Bean
	ApplicationListener<ApplicationStartedEvent> selfTest() {
		return (event) -> {
			Path file = Path.of(event.getApplicationContext().getEnvironment().getRequiredProperty("deployed.broken"));
			if (Files.exists(file)) {
				throw new IllegalStateException("This version is broken");
			}
		};
	}

	/**
	 * Run the application.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(DeployedApplication.class, args);
	}

}
