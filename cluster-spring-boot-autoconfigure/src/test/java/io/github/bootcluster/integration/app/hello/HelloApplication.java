package io.github.bootcluster.integration.app.hello;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application that answers, and writes down when it gets past its start.
 */
@SpringBootApplication
public class HelloApplication {

	/**
	 * Run the application.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(HelloApplication.class, args);
		System.out.println("run returned in " + ProcessHandle.current().pid());
	}

}
