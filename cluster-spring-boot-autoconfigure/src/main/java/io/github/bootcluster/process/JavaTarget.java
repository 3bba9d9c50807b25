package io.github.bootcluster.process;

import java.util.List;

/**
 * What a JVM runs: a jar, a class, a module or a source file.
 *
 * @since 0.1.0
 */
public sealed interface JavaTarget {

	/**
	 * Return the part of the command line that names the target.
	 * @return the arguments, without those of the application
	 */
	List<String> toArguments();

	/**
	 * An executable jar, as in {@code java -jar app.jar}.
	 *
	 * @param path the path of the jar as it was given, possibly relative
	 */
	record JarFile(String path) implements JavaTarget {

		@Override
		public List<String> toArguments() {
			return List.of("-jar", this.path);
		}

	}

	/**
	 * A class on the class path.
	 *
	 * @param name the name of the class
	 */
	record MainClass(String name) implements JavaTarget {

		@Override
		public List<String> toArguments() {
			return List.of(this.name);
		}

	}

	/**
	 * A module, as in {@code java -m module/Class}.
	 *
	 * @param module the name of the module, followed by a slash and the name of a class
	 * if one was given
	 */
	record Module(String module) implements JavaTarget {

		@Override
		public List<String> toArguments() {
			return List.of("-m", this.module);
		}

		/**
		 * Return this module with the given main class.
		 * @param mainClass the name of the class
		 * @return the target
		 */
		Module withMainClass(String mainClass) {
			return new Module(this.module.split("/", 2)[0] + "/" + mainClass);
		}

	}

	/**
	 * A source file that the launcher compiles.
	 *
	 * @param path the path of the file as it was given, possibly relative
	 */
	record SourceFile(String path) implements JavaTarget {

		@Override
		public List<String> toArguments() {
			return List.of(this.path);
		}

	}

}
