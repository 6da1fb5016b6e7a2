package dev.bellows.core;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who may know whom in the core. An arrow that is not listed does not exist; packages that do not
/// exist yet are bound already.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class ArchitectureTest {

  private static final String CORE = "dev.bellows.core";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(CORE);

  record Arrows(String from, List<String> to) {}

  static Stream<Arrows> arrows() {
    return Stream.of(
        new Arrows("schedule", List.of()),
        new Arrows("schedule.shape", List.of("schedule")),
        new Arrows("scorecard", List.of("scaling")),
        new Arrows(
            "cost", List.of("scorecard", "simulation", "scaling", "scaling.hpa", "schedule")),
        new Arrows("findings", List.of("scorecard", "scaling", "scaling.hpa", "scaling.hpa.check")),
        new Arrows("forecast", List.of()),
        new Arrows("scaling", List.of()),
        new Arrows("scaling.hpa", List.of("scaling")),
        new Arrows("scaling.hpa.admission", List.of("scaling.hpa")),
        new Arrows("scaling.hpa.check", List.of("scaling.hpa", "scaling.hpa.admission")),
        new Arrows(
            "scaling.hpa.replay", List.of("scaling", "scaling.hpa", "scaling.hpa.admission")),
        new Arrows("scaling.policy", List.of("scaling", "scaling.hpa", "forecast")),
        new Arrows(
            "simulation",
            List.of(
                "scaling",
                "scaling.hpa",
                "scaling.hpa.admission",
                "scaling.policy",
                "schedule",
                "scorecard")));
  }

  @ParameterizedTest
  @MethodSource("arrows")
  void a_package_knows_only_what_its_arrows_name(Arrows arrows) {
    String[] allowed =
        Stream.concat(Stream.of(arrows.from), arrows.to.stream())
            .map(name -> CORE + "." + name)
            .toArray(String[]::new);
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage(CORE + "." + arrows.from)
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(CORE + "..").and(not(resideInAnyPackage(allowed))))
            .allowEmptyShould(true);

    rule.check(CLASSES);
  }

  @Test
  void every_package_of_the_core_is_bound_by_arrows() {
    List<String> bound = arrows().map(arrows -> CORE + "." + arrows.from).toList();

    assertThat(CLASSES.stream().map(type -> type.getPackageName()).distinct())
        .filteredOn(name -> !name.equals(CORE))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(bound).contains(name));
  }

  @Test
  void the_core_imports_the_jdk_and_nothing_else() {
    classes()
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage("java..", CORE + "..", "org.jspecify.."))
        .check(CLASSES);
  }

  @Test
  void the_core_has_no_clock_and_no_chance_of_its_own() {
    noClasses().should().callMethod(System.class, "currentTimeMillis").check(CLASSES);
    noClasses().should().callMethod(System.class, "nanoTime").check(CLASSES);
    noClasses().should().callMethod(Math.class, "random").check(CLASSES);
    noClasses().should().callMethod(java.time.Instant.class, "now").check(CLASSES);
  }
}
