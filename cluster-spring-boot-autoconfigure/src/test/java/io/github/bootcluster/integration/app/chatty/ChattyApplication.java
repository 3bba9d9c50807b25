package io.github.bootcluster.integration.app.chatty;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application that writes a lot.
 */
@SpringBootApplication
public class ChattyApplication {

	/**
	 * Run the application.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(ChattyApplication.class, args);
	}

}
