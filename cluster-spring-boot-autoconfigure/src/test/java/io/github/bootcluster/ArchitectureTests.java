package io.github.bootcluster;

import java.util.List;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.jspecify.annotations.NullMarked;

import org.springframework.boot.autoconfigure.AutoConfiguration;

/**
 * Tests that the packages keep to the architecture.
 */
@AnalyzeClasses(packagesOf = ArchitectureTests.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = "io.github.bootcluster";

	/**
	 * The packages from top to bottom: each may import those of the rows below its own,
	 * and none of its own row. Sub-packages belong to the package that is named, unless
	 * they are named themselves.
	 */
	private static final List<List<String>> ROWS = List.of(List.of(".autoconfigure.."),
			List.of(".startup..", ".web.tomcat..", ".web.jetty..", ".web.netty..", ".actuate..", ".health..",
					".metrics..", ".cache..", ".scheduling.."),
			List.of(".web"), List.of(".primary..", ".worker.."), List.of(".messaging..", ".relay.."),
			List.of(".process..", ".channel..", ".socket.."), List.of(".event.."), List.of(""));

	private static final DescribedPredicate<JavaClass> IN_NULL_MARKED_PACKAGE = DescribedPredicate.describe(
			"be in a package whose package-info.java is annotated with @NullMarked",
			(type) -> type.getPackage().isAnnotatedWith(NullMarked.class));

	@ArchTest
	void importsOnlyGoDown(JavaClasses classes) {
		layers().check(classes);
	}

	@ArchTest
	void packagesHaveNoCycles(JavaClasses classes) {
		SlicesRuleDefinition.slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(classes);
	}

	@ArchTest
	void foundationsNeedNoSpringContext(JavaClasses classes) {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAnyPackage(ROOT + ".process..", ROOT + ".channel..", ROOT + ".socket..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.context..", "org.springframework.beans..",
					"org.springframework.boot..")
			.check(classes);
	}

	@ArchTest
	void packagesAreNullMarked(JavaClasses classes) {
		ArchRuleDefinition.classes().should(ArchCondition.from(IN_NULL_MARKED_PACKAGE)).check(classes);
	}

	@ArchTest
	void autoConfigurationsArePublicAndFinal(JavaClasses classes) {
		ArchRuleDefinition.classes()
			.that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.check(classes);
	}

	private static LayeredArchitecture layers() {
		LayeredArchitecture layers = Architectures.layeredArchitecture()
			.consideringOnlyDependenciesInAnyPackage(ROOT + "..")
			.withOptionalLayers(true)
			.ensureAllClassesAreContainedInArchitecture();
		for (String name : named(ROWS)) {
			layers = layers.layer(name).definedBy(name);
		}
		for (int i = 0; i < ROWS.size(); i++) {
			for (String name : ROWS.get(i)) {
				layers = permit(layers, ROOT + name, named(ROWS.subList(i + 1, ROWS.size())));
			}
		}
		return layers;
	}

	private static LayeredArchitecture permit(LayeredArchitecture layers, String name, String[] below) {
		return (below.length > 0) ? layers.whereLayer(name).mayOnlyAccessLayers(below)
				: layers.whereLayer(name).mayNotAccessAnyLayer();
	}

	private static String[] named(List<List<String>> rows) {
		return rows.stream().flatMap(List::stream).map(ROOT::concat).toArray(String[]::new);
	}

}
