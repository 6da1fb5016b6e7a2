package dev.bellows.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `build/images.sh` with programs that only write down how they were called.
@DisplayNameGeneration(ReplaceUnderscores.class)
final class ImagesScriptTest {

  private static final List<String> TOOLS = List.of("sed", "head", "dirname", "mktemp", "rm", "id");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"docker, build", "podman, build", "buildah, build --layers=false"})
  void takes_the_engine_that_is_there(String engine, String build) throws IOException {
    program(engine, "");

    Command done = images("--jar", "--no-package", "demo-app");

    assertThat(done.exit()).as(done.output()).isZero();
    assertThat(calls())
        .contains(
            "%s %s -f demo-app/src/main/docker/Dockerfile.jvm -t docker.io/bellows/demo-app:0.1.0 demo-app"
                .formatted(engine, build));
  }

  /// The client is often installed where no engine runs.
  @Test
  void passes_over_docker_without_an_engine() throws IOException {
    program("docker", "[ $1 != info ]");
    program("buildah", "");

    assertThat(images("--native", "--no-package").exit()).isZero();

    assertThat(calls().lines().filter(call -> call.startsWith("buildah build"))).hasSize(3);
    assertThat(calls()).doesNotContain("docker build").contains("Dockerfile.native");
  }

  @ParameterizedTest
  @CsvSource({
    "kind, kind load image-archive",
    "minikube, minikube image load",
    "k3s, k3s ctr images import"
  })
  void loads_the_images_into_a_local_cluster(String cluster, String call) throws IOException {
    program("podman", "");
    program(cluster, "");
    program("sudo", "\"$@\"");

    Command done = images("--jar", "--no-package", "--load", cluster, "controller");

    assertThat(done.exit()).as(done.output()).isZero();
    assertThat(calls())
        .containsSubsequence("podman save --format docker-archive", call, "controller.tar");
  }

  @Test
  void says_in_one_sentence_what_is_missing() throws IOException {
    assertThat(images("--jar"))
        .isEqualTo(
            new Command(
                69,
                "Building images needs docker with a running engine, podman or buildah; none of"
                    + " them is here.\n"));
    program("buildah", "");
    assertThat(images("--native"))
        .isEqualTo(
            new Command(
                69,
                "Native executables need a GraalVM 25 or Mandrel as JDK, or docker or podman; with"
                    + " buildah alone use --jar.\n"));
    assertThat(images("--load", "kind").output())
        .isEqualTo("--load kind needs the command kind on the PATH.\n");
  }

  @Test
  void says_what_an_argument_may_be() throws IOException {
    assertThat(images("--load", "k8s"))
        .isEqualTo(new Command(64, "--load must be minikube, kind or k3s, but was k8s.\n"));
    assertThat(images("everything").exit()).isEqualTo(64);
  }

  private void program(String name, String body) throws IOException {
    executable(name, "echo \"%s $*\" >>'%s'\n%s".formatted(name, folder.resolve("calls"), body));
  }

  private void executable(String name, String body) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String calls() throws IOException {
    return Files.readString(folder.resolve("calls"));
  }

  private Command images(String... arguments) throws IOException {
    for (String tool : TOOLS) {
      executable(tool, "exec %s \"$@\"".formatted(whole(tool)));
    }
    List<String> words =
        new ArrayList<>(
            List.of(
                "env",
                "-u",
                "GRAALVM_HOME",
                "-u",
                "JAVA_HOME",
                "PATH=" + folder,
                Repository.file("build/images.sh").toString()));
    words.addAll(List.of(arguments));
    return Command.run("install coreutils", words);
  }

  private static Path whole(String tool) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(part -> Path.of(part, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }
}
