package dev.bellows.demoapp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// The arrows between the packages: the three features stand alone above what all answers share.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ArchitectureTest {

  private static final String ROOT = "dev.bellows.demoapp";

  private final JavaClasses app =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void hashing_lifecycle_and_faults_do_not_know_each_other() {
    slices()
        .matching(ROOT + ".(*)..")
        .should()
        .notDependOnEachOther()
        .because("the target's features can be read, changed and dropped one by one")
        .check(app);
  }

  @Test
  void what_all_answers_share_knows_no_feature() {
    noClasses()
        .that()
        .resideInAPackage(ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".hashing..", ROOT + ".lifecycle..", ROOT + ".faults..")
        .check(app);
  }

  @Test
  void there_is_no_other_package() {
    classes()
        .should()
        .resideInAnyPackage(ROOT, ROOT + ".hashing", ROOT + ".lifecycle", ROOT + ".faults")
        .check(app);
  }
}
