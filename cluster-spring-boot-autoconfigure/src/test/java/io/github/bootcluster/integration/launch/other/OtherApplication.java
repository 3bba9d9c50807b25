package io.github.bootcluster.integration.launch.other;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An application that is not the one the user started.
 */
@SpringBootApplication
@RestController
public class OtherApplication {

	/**
	 * Run the application.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(OtherApplication.class, args);
	}

	@GetMapping("/directory")
	String directory() {
		return System.getProperty("user.dir");
	}

}
