package io.github.bootcluster.integration.app.marked;

import java.util.concurrent.CountDownLatch;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application with a thread whose name tells in which process it is.
 */
@SpringBootApplication
public class MarkedApplication {

	/**
	 * Run the application.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(MarkedApplication.class, args);
		Thread thread = new Thread(MarkedApplication::await, "mark-" + ProcessHandle.current().pid());
		thread.setDaemon(true);
		thread.start();
	}

	private static void await() {
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
