package io.github.bootcluster.integration.app.slowstart;

import java.util.concurrent.CountDownLatch;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * An application that never becomes ready.
 */
@SpringBootApplication
public class SlowStartApplication {

	@Bean
	CommandLineRunner warmUp() {
		return (arguments) -> new CountDownLatch(1).await();
	}

	/**
	 * Run the application.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(SlowStartApplication.class, args);
	}

}
