package io.github.bootcluster.integration.app.fragile;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application that ends in all the ways in which a JVM can end itself.
 */
@SpringBootApplication
public class FragileApplication {

	/**
	 * Run the application.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(FragileApplication.class, args);
	}

}
