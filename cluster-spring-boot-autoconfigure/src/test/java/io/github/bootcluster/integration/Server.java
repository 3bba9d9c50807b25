package io.github.bootcluster.integration;

/**
 * A web server that workers can share a port with.
 */
enum Server {

	TOMCAT("Tomcat", "jetty", "netty", "webflux"),

	JETTY("Jetty", "tomcat", "netty", "webflux"),

	NETTY("Netty", "tomcat", "jetty", "webmvc");

	private final String label;

	private final String[] others;

	Server(String label, String... others) {
		this.label = label;
		this.others = others;
	}

	/**
	 * Return the parts of the names of the jars that are to be missing for this server to
	 * be used.
	 * @return the parts of names
	 */
	String[] getOthers() {
		return this.others;
	}

	String getStarted(int port) {
		return "%s started on port %d".formatted(this.label, port);
	}

}
