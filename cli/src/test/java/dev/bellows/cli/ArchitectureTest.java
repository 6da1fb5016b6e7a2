package dev.bellows.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.bellows.cli.api.Controller;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("dev.bellows.cli");

  @Test
  void the_client_of_the_controller_knows_no_command() {
    noClasses()
        .that()
        .resideInAPackage("..cli.api..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..cli.lab..", "..cli.load..", "..cli.watch..", "..cli.hpa..")
        .check(CLASSES);
  }

  @Test
  void load_and_watch_work_against_any_controller_so_they_know_nothing_of_the_lab() {
    noClasses()
        .that()
        .resideInAnyPackage("..cli.load..", "..cli.watch..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..cli.lab..")
        .check(CLASSES);
  }

  @Test
  void what_is_done_to_an_autoscaler_offline_reaches_for_no_controller() {
    noClasses()
        .that()
        .resideInAPackage("..cli.hpa..")
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
}
