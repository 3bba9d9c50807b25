package io.github.bootcluster.integration.app.slow;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application whose requests take their time.
 */
@SpringBootApplication
public class SlowApplication {

	/**
	 * Run the application.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(SlowApplication.class, args);
	}

}
