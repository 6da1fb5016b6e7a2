package dev.bellows.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class ServiceCommandTest {
  private static final String OWN = System.getProperty("java.home");

  @TempDir Path folder;

  @Test
  void the_jars_run_on_the_jvm_of_the_command() {
    assertThat(ServiceCommand.java(OWN, folder.toString()))
        .isEqualTo(Path.of(OWN, "bin", "java").toString());
  }

  @Test
  void a_jar_is_started_where_its_aot_cache_was_made() throws IOException {
    Path application = folder.resolve("load-tester/target/quarkus-app");
    Files.createDirectories(application);
    Files.createFile(application.resolve("quarkus-run.jar"));
    Files.createFile(application.resolve("app.aot"));

    ServiceCommand command =
        ServiceCommand.of(new Home(folder), "load-tester", "load-tester-2", 31006, Map.of());

    assertThat(command.name()).isEqualTo("load-tester-2");
    assertThat(command.environment()).containsEntry("QUARKUS_HTTP_PORT", "31006");
    assertThat(command.directory()).isEqualTo(application);
    assertThat(command.words())
        .endsWith("@jvm.flags", "-XX:AOTCache=app.aot", "-jar", "quarkus-run.jar");
  }

  @Test
  void a_native_command_takes_the_jvm_of_java_home_or_the_path() throws IOException {
    Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
    assertThat(ServiceCommand.java(null, folder.toString())).isEqualTo("java");

    Files.createFile(java);
    assertThat(java.toFile().setExecutable(true)).isTrue();
    assertThat(ServiceCommand.java(null, folder.toString())).isEqualTo(java.toString());
    assertThat(ServiceCommand.java(null, null)).isEqualTo("java");
  }
}
