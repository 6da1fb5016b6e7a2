package dev.bellows.controller;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ArchitectureTest {
  private static final String ROOT = "dev.bellows.controller";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /// Package -> the packages of this module that it may import. The root puts the parts together.
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("cluster", Set.of()),
          Map.entry("cluster.kubernetes", Set.of("cluster")),
          Map.entry(
              "cluster.local",
              Set.of("cluster", "cluster.local.balance", "cluster.local.manifest")),
          Map.entry("cluster.local.balance", Set.of()),
          Map.entry("cluster.local.manifest", Set.of("cluster")),
          Map.entry("history", Set.of()),
          Map.entry("load", Set.of()),
          Map.entry("loop", Set.of("cluster")),
          Map.entry("recording", Set.of("cluster", "history", "load", "loop")),
          Map.entry("report", Set.of()),
          Map.entry("trial", Set.of("cluster", "history", "load", "loop", "recording")),
          Map.entry("dashboard", Set.of("cluster", "history", "load", "loop", "report", "trial")));

  @Test
  void every_package_is_known_and_imports_only_what_its_arrows_allow() {
    Set<String> seen = new TreeSet<>();
    Set<String> wrong = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      String from = shortName(type.getPackageName());
      seen.add(from);
      if (from.isEmpty()) {
        continue;
      }
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getPackageName();
        String to = shortName(target);
        if (target.startsWith(ROOT) && !to.equals(from) && !ARROWS.get(from).contains(to)) {
          wrong.add(from + " -> " + to + ": " + dependency.getDescription());
        }
      }
    }
    assertThat(wrong).isEmpty();
    Set<String> expected = new TreeSet<>(ARROWS.keySet());
    expected.add("");
    assertThat(seen).isEqualTo(expected);
  }

  /// Pure package -> what it may know besides the JDK and our own: a reader, the form of settings.
  private static final Map<String, Set<String>> PURE =
      Map.of(
          "cluster", Set.of(),
          "cluster.local.balance", Set.of(),
          "cluster.local.manifest", Set.of("org.snakeyaml.engine"),
          "history",
              Set.of("com.fasterxml.jackson.core", "io.smallrye.config", "org.jboss.logging"),
          "loop", Set.of("io.smallrye.config", "org.jboss.logging"),
          "report", Set.of());

  @ParameterizedTest
  @MethodSource("purePackages")
  void these_packages_know_no_framework(String name) {
    Set<String> known = PURE.get(name);
    List<String> foreign =
        CLASSES.stream()
            .filter(type -> shortName(type.getPackageName()).equals(name))
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .map(dependency -> dependency.getTargetClass().getPackageName())
            .filter(target -> !target.isEmpty())
            .filter(target ->
                !target.startsWith("java.")
                    && !target.startsWith("dev.bellows.")
                    && !target.equals("org.jspecify.annotations")
                    && known.stream().noneMatch(target::startsWith))
            .toList();
    assertThat(foreign).isEmpty();
  }

  @Test
  void one_package_alone_speaks_to_kubernetes() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".cluster.kubernetes")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.fabric8..")
        .check(CLASSES);
  }

  @Test
  void packages_are_free_of_cycles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  private static Set<String> purePackages() {
    return PURE.keySet();
  }

  private static String shortName(String packageName) {
    return packageName.equals(ROOT) || !packageName.startsWith(ROOT)
        ? ""
        : packageName.substring(ROOT.length() + 1);
  }
}
