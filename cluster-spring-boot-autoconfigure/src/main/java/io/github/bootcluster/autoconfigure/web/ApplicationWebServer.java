package io.github.bootcluster.autoconfigure.web;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;

/**
 * Supplies the web server of an application context, once there is one.
 *
 * @param applicationContext the application context
 */
record ApplicationWebServer(ApplicationContext applicationContext) implements Supplier<@Nullable WebServer> {

	@Override
	public @Nullable WebServer get() {
		return (this.applicationContext instanceof WebServerApplicationContext context) ? context.getWebServer() : null;
	}

}
