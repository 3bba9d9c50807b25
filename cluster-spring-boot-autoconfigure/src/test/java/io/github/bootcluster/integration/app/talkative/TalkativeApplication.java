package io.github.bootcluster.integration.app.talkative;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application that writes down what it hears of its cluster.
 */
@SpringBootApplication
public class TalkativeApplication {

	/**
	 * Run the application.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(TalkativeApplication.class, args);
	}

}
