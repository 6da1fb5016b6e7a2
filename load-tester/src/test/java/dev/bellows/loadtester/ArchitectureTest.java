package dev.bellows.loadtester;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ArchitectureTest {

  private static final String ROOT = "dev.bellows.loadtester.";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.bellows.loadtester");

  /// The arrows of the design: what each package may know besides the JDK and itself.
  @ParameterizedTest
  @CsvSource({
    "measure, org.HdrHistogram..",
    "engine, dev.bellows.core.schedule..|dev.bellows.loadtester.measure..|org.HdrHistogram..",
    "http, dev.bellows.core.schedule..|dev.bellows.loadtester.engine..|dev.bellows.loadtester.measure..|io.netty.."
  })
  void packages_know_only_what_the_arrows_allow(String name, String allowed) {
    String[] packages = (allowed + "|java..|org.jspecify..|" + ROOT + name + "..").split("\\|");
    classes()
        .that()
        .resideInAPackage(ROOT + name + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(packages)
        .check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource({"measure", "engine", "http", "api"})
  void no_package_of_the_design_is_empty(String name) {
    assertThat(CLASSES.stream().map(c -> c.getPackageName())).contains(ROOT + name);
  }

  @Test
  void the_pure_packages_have_no_clock_of_their_own() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "measure..")
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .check(CLASSES);
  }
}
