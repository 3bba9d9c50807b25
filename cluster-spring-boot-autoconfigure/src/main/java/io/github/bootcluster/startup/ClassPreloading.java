package io.github.bootcluster.startup;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.bootcluster.Cluster;
import io.github.bootcluster.event.ClusterReadyEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.Ordered;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;

/**
 * Loads the classes that a primary may need later as soon as the cluster is complete.
 * {@code cp new.jar app.jar} writes into the file that the primary has open, and no class
 * can be loaded from it any more, such as the one that an exited worker is replaced by.
 */
final class ClassPreloading implements ApplicationListener<PayloadApplicationEvent<ClusterReadyEvent>>, Ordered {

	private static final Log logger = LogFactory.getLog(ClassPreloading.class);

	private static final String SUFFIX = ".class";

	/**
	 * The packages of a primary.
	 */
	private static final List<String> PACKAGES = List.of("", ".event", ".primary", ".process", ".channel", ".socket",
			".startup");

	/**
	 * Classes of libraries that a primary first needs when something unusual happens.
	 */
	private static final List<String> OTHERS = List.of("ch.qos.logback.classic.spi.ThrowableProxy",
			"ch.qos.logback.classic.spi.StackTraceElementProxy", "ch.qos.logback.classic.spi.ThrowableProxyUtil",
			"ch.qos.logback.core.status.ErrorStatus", "com.sun.jna.Klass", "com.sun.jna.NativeMappedConverter",
			"com.sun.jna.TypeConverter", "org.springframework.util.FileSystemUtils",
			"org.springframework.util.FileSystemUtils$1", "tools.jackson.core.io.NumberOutput",
			"tools.jackson.databind.util.NativeImageUtil");

	private final ClassLoader classLoader;

	ClassPreloading(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	@Override
	public void onApplicationEvent(PayloadApplicationEvent<ClusterReadyEvent> event) {
		String root = ClassUtils.getPackageName(Cluster.class);
		Stream.concat(PACKAGES.stream().flatMap((name) -> findClasses(root + name)), OTHERS.stream())
			.forEach(this::load);
	}

	/**
	 * Runs before what gives back the memory that this took.
	 */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	private Stream<String> findClasses(String packageName) {
		String pattern = "classpath*:" + ClassUtils.convertClassNameToResourcePath(packageName) + "/*" + SUFFIX;
		try {
			return Stream.of(new PathMatchingResourcePatternResolver(this.classLoader).getResources(pattern))
				.map(Resource::getFilename)
				.filter(Objects::nonNull)
				.map((file) -> packageName + "." + file.substring(0, file.length() - SUFFIX.length()));
		}
		catch (IOException ex) {
			logger.debug("Classes of %s could not be listed".formatted(packageName), ex);
			return Stream.empty();
		}
	}

	private void load(String name) {
		try {
			Class.forName(name, false, this.classLoader);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			logger.trace("Class %s is not here, or of no use".formatted(name), ex);
		}
	}

}
