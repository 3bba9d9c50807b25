package io.github.bootcluster.startup;

import io.github.bootcluster.Cluster;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * What a process does at start-up because of its role. One implementation per role,
 * picked once.
 */
interface ProcessRole {

	/**
	 * Return this process as a member of the cluster.
	 * @return the member
	 */
	Cluster getCluster();

	/**
	 * Act on the environment, before Spring Boot binds {@code spring.main} from it.
	 * @param environment the environment
	 * @param application the application
	 */
	void prepareEnvironment(ConfigurableEnvironment environment, SpringApplication application);

	/**
	 * Act before the sources of the application are loaded.
	 * @param context the context
	 */
	void contextPrepared(ConfigurableApplicationContext context);

	/**
	 * Act after the sources of the application were loaded.
	 * @param context the context
	 */
	void contextLoaded(ConfigurableApplicationContext context);

	/**
	 * Act after the context was refreshed, before runners are called.
	 * @param context the context
	 */
	void started(ConfigurableApplicationContext context);

	/**
	 * Act when the application is ready.
	 * @param context the context
	 */
	void ready(ConfigurableApplicationContext context);

}
