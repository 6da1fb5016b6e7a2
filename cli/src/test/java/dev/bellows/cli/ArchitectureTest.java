package dev.bellows.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.bellows.cli.api.Controller;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String ROOT = "dev.bellows.cli";

  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

  /// Package -> the packages of this module that it may import. The root puts the commands
  /// together.
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          entry("draw", Set.of()),
          entry("api", Set.of("draw")),
          entry("challenge", Set.of("api", "draw", "watch")),
          entry("cost", Set.of("api")),
          entry("deploy", Set.of("api")),
          entry("hpa", Set.of("api")),
          entry("load", Set.of("api", "draw")),
          entry("monitor", Set.of("api", "draw", "load", "watch")),
          entry("watch", Set.of("api", "draw", "load")),
          entry("score", Set.of("api")),
          entry("trial", Set.of("api")),
          entry("lab", Set.of("api", "watch")));

  @Test
  void every_package_is_known_and_imports_only_what_its_arrows_allow() {
    Set<String> seen = new TreeSet<>();
    Set<String> wrong = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      String from = shortName(type.getPackageName());
      if (from.isEmpty()) {
        continue;
      }
      seen.add(from);
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getPackageName();
        String to = shortName(target);
        if (target.startsWith(ROOT)
            && !to.equals(from)
            && !ARROWS.getOrDefault(from, Set.of()).contains(to)) {
          wrong.add(from + " -> " + to + ": " + dependency.getDescription());
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(seen).isEqualTo(ARROWS.keySet());
  }

  @Test
  void what_is_done_offline_reaches_for_no_controller() {
    noClasses()
        .that()
        .resideInAnyPackage("..cli.hpa..", "..cli.score..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..cli.lab..", "..cli.load..", "..cli.watch..", "java.net.http..")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Controller.class)
        .check(CLASSES);
  }

  @Test
  void the_command_line_starts_at_once_because_it_holds_no_framework() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.quarkus..", "io.vertx..", "jakarta..", "io.netty..")
        .check(CLASSES);
  }

  @Test
  void the_terminal_library_is_known_to_the_monitor_alone_so_that_no_other_command_loads_it() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..cli.monitor")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.jline..")
        .check(CLASSES);
  }

  private static String shortName(String packageName) {
    return packageName.length() <= ROOT.length() ? "" : packageName.substring(ROOT.length() + 1);
  }
}
