package io.github.bootcluster.web;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.springframework.boot.web.server.Ssl;

/**
 * A key store with a self-signed certificate of the loopback address.
 */
public final class TestKeyStore {

	private static final String PASSWORD = "secret";

	private final Path path;

	private TestKeyStore(Path path) {
		this.path = path;
	}

	/**
	 * Create a key store.
	 * @param directory the directory to put it into
	 * @return the key store
	 * @throws IOException if the JDK has no keytool
	 * @throws InterruptedException if interrupted
	 */
	public static TestKeyStore create(Path directory) throws IOException, InterruptedException {
		Path path = directory.resolve("test.p12");
		Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
		Process process = new ProcessBuilder(keytool.toString(), "-genkeypair", "-alias", "test", "-keyalg", "EC",
				"-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1", "-storetype", "PKCS12", "-keystore",
				path.toString(), "-storepass", PASSWORD)
			.redirectErrorStream(true)
			.redirectOutput(Redirect.DISCARD)
			.start();
		if (process.waitFor() != 0) {
			throw new IllegalStateException("keytool exited with code " + process.exitValue());
		}
		return new TestKeyStore(path);
	}

	/**
	 * Return what makes a server use the key.
	 * @return the properties of the server
	 */
	public Ssl toSsl() {
		Ssl ssl = new Ssl();
		ssl.setKeyStore(this.path.toUri().toString());
		ssl.setKeyStorePassword(PASSWORD);
		return ssl;
	}

	/**
	 * Return what makes a client trust the certificate.
	 * @return the client's context
	 */
	public SSLContext toTrustingContext() {
		try (InputStream stream = Files.newInputStream(this.path)) {
			KeyStore keyStore = KeyStore.getInstance("PKCS12");
			keyStore.load(stream, PASSWORD.toCharArray());
			TrustManagerFactory trustManagers = TrustManagerFactory
				.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trustManagers.init(keyStore);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, trustManagers.getTrustManagers(), null);
			return context;
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
