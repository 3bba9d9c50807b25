package io.github.bootcluster.integration.launch.echo;

import java.util.List;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application that tells how it was launched.
 */
@SpringBootApplication
public class EchoApplication {

	/**
	 * Run the application.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		System.out.println("arguments of " + ProcessHandle.current().pid() + ": " + HexText.of(List.of(args)));
		SpringApplication.run(EchoApplication.class, args);
	}

}
