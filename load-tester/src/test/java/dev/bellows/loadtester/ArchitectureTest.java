package dev.bellows.loadtester;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {

  private static final String ROOT = "dev.bellows.loadtester";
  private static final String SCHEDULE = "dev.bellows.core.schedule";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  /// Package -> the packages of this project that it may import.
  private static final Map<String, Set<String>> ARROWS =
      Map.of(
          "measure", Set.of(),
          "engine", Set.of("measure", SCHEDULE),
          "http", Set.of("engine", "measure", SCHEDULE),
          "api", Set.of("engine", "http", "measure", SCHEDULE, SCHEDULE + ".shape"));

  /// Package -> the libraries that it may use besides the JDK. The service's outside has a
  /// framework; the sending has none, and Netty is known in one place.
  private static final Map<String, Set<String>> LIBRARIES =
      Map.of(
          "measure", Set.of("org.HdrHistogram"),
          "engine", Set.of("org.HdrHistogram"),
          "http", Set.of("io.netty", "javax.net.ssl"),
          "api",
              Set.of(
                  "com.fasterxml.jackson",
                  "io.micrometer",
                  "io.prometheus",
                  "io.quarkus",
                  "io.smallrye",
                  "io.vertx",
                  "jakarta",
                  "org.HdrHistogram",
                  "org.eclipse.microprofile",
                  "org.jboss"));

  @Test
  void every_package_is_known_and_imports_only_what_its_arrows_allow() {
    Set<String> seen = new TreeSet<>();
    Set<String> wrong = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      String from = shortName(type.getPackageName());
      seen.add(from);
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        if (!allowed(from, dependency.getTargetClass().getBaseComponentType())) {
          wrong.add(from + ": " + dependency.getDescription());
        }
      }
    }
    assertThat(wrong).isEmpty();
    Set<String> expected = new TreeSet<>(ARROWS.keySet());
    expected.add("");
    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void packages_are_free_of_cycles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  /// So that a run can be repeated in virtual time.
  @Test
  void the_pure_packages_have_no_clock_of_their_own() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".measure", ROOT + ".engine")
        .should()
        .accessTargetWhere(
            describe("reads the time", (JavaAccess<?> access) -> readsTheTime(access.getTarget())))
        .check(CLASSES);
  }

  private static boolean readsTheTime(AccessTarget target) {
    String owner = target.getOwner().getName();
    String name = target.getName();
    return switch (owner) {
      case "java.lang.System" -> Set.of("nanoTime", "currentTimeMillis").contains(name);
      case "java.util.Date" -> name.equals("<init>");
      case "java.time.Clock", "java.time.InstantSource" -> name.startsWith("system");
      default -> owner.startsWith("java.time.") && name.equals("now");
    };
  }

  private static boolean allowed(String from, JavaClass target) {
    String to = target.getPackageName();
    String within = shortName(to);
    if (to.isEmpty() || within.equals(from) && to.startsWith(ROOT)) {
      return true;
    }
    if (to.startsWith("dev.bellows.")) {
      return ARROWS.getOrDefault(from, Set.of()).contains(to.startsWith(ROOT) ? within : to);
    }
    return isBelow(to, Set.of("java", "org.jspecify.annotations"))
        || isBelow(to, LIBRARIES.getOrDefault(from, Set.of()));
  }

  private static boolean isBelow(String packageName, Set<String> roots) {
    return roots.stream()
        .anyMatch(root -> packageName.equals(root) || packageName.startsWith(root + "."));
  }

  private static String shortName(String packageName) {
    return packageName.equals(ROOT) || !packageName.startsWith(ROOT)
        ? ""
        : packageName.substring(ROOT.length() + 1);
  }
}
