package dev.bellows.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A native executable keeps what static initialisers computed when it was built. A jar computes it
/// anew at each start, so nothing else would notice the time or the machine of a build in it.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class NativeStateTest {
  private static final Set<String> TYPES =
      Set.of(
          "java.lang.ProcessHandle",
          "java.lang.Runtime",
          "java.lang.Thread",
          "java.lang.Thread$Builder",
          "java.lang.management.ManagementFactory",
          "java.net.InetAddress",
          "java.net.NetworkInterface",
          "java.net.ServerSocket",
          "java.net.Socket",
          "java.net.http.HttpClient",
          "java.nio.file.Files",
          "java.security.SecureRandom",
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.Timer",
          "java.util.concurrent.Executors",
          "java.util.concurrent.ThreadLocalRandom");
  private static final Set<String> METHODS =
      Set.of(
          "java.lang.Math.random",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.getProperty",
          "java.lang.System.getenv",
          "java.lang.System.nanoTime",
          "java.nio.charset.Charset.defaultCharset",
          "java.nio.file.Path.toAbsolutePath",
          "java.nio.file.Path.toRealPath",
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.ZoneId.systemDefault",
          "java.util.Locale.getDefault",
          "java.util.TimeZone.getDefault",
          "java.util.UUID.randomUUID");

  @ParameterizedTest
  @ValueSource(strings = {"core", "demo-app", "load-tester", "controller"})
  void nothing_static_is_made_of_the_moment_or_the_machine(String module) {
    // What the JDK calls in turn is of no interest, and reading it would take seconds.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    JavaClasses classes =
        new ClassFileImporter().importPath(Repository.file(module + "/target/classes"));
    Deque<JavaCodeUnit> toSee = new ArrayDeque<>();
    classes.forEach(type -> type.getStaticInitializer().ifPresent(toSee::add));
    assertThat(toSee).isNotEmpty();

    Set<JavaCodeUnit> seen = new LinkedHashSet<>();
    Set<String> wrong = new TreeSet<>();
    while (!toSee.isEmpty()) {
      JavaCodeUnit unit = toSee.remove();
      if (!seen.add(unit)) {
        continue;
      }
      for (JavaAccess<?> access : unit.getAccessesFromSelf()) {
        // What a lambda does, it does when it is called.
        if (access.isDeclaredInLambda()) {
          continue;
        }
        if (isOfTheMoment(access)) {
          wrong.add(access.getDescription());
        }
        access
            .getTarget()
            .resolveMember()
            .filter(member -> member.getOwner().getPackageName().startsWith("dev.bellows."))
            .filter(JavaCodeUnit.class::isInstance)
            .ifPresent(member -> toSee.add((JavaCodeUnit) member));
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean isOfTheMoment(JavaAccess<?> access) {
    String type = access.getTargetOwner().getName();
    return TYPES.contains(type) || METHODS.contains(type + "." + access.getName());
  }
}
