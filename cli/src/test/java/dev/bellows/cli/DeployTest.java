package dev.bellows.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `deploy`, `undeploy` and `--context` with a script that plays kubectl: it writes down what it is
/// asked for and forwards to the controller that [FakeController] plays.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DeployTest {
  private final Shell shell = new Shell();
  private FakeController controller;

  @TempDir Path folder;

  @BeforeEach
  void a_cluster() throws IOException {
    controller =
        new FakeController()
            .answering(
                "GET /api/environment",
                200,
                """
                {"cluster":"kubernetes","kind":"kind","dashboard":["http://localhost:31003","kubectl port-forward"],
                 "limits":["Not allowed to list nodes (403)."]}
                """);
    kubectl(
        """
        #!/bin/sh
        echo "$@" >> %s/asked
        case "$*" in
          *port-forward*) echo "Forwarding from 127.0.0.1:%s -> 8080"; exec sleep 30 ;;
          *"apply -f -") cat > %s/applied ;;
          *"get deployment/controller"*) cat %s/settings ;;
          *rollout*) echo "deployment successfully rolled out" ;;
          *) echo "namespace/scaling-challenge created" ;;
        esac
        """
            .formatted(folder, controller.address().replaceAll(".*:", ""), folder, folder));
    Files.writeString(
        folder.resolve("settings"), "BELLOWS_HISTORY_FOLDER=/data\n{\"kind\":\"Deployment\"}\n");
    System.setProperty("bellows.home", Path.of("..").toAbsolutePath().normalize().toString());
  }

  @AfterEach
  void end() {
    controller.close();
    System.clearProperty("bellows.kubectl");
    System.clearProperty("bellows.home");
  }

  @Test
  void deploys_an_overlay_waits_for_it_and_says_how_to_reach_the_dashboard() throws IOException {
    assertThat(shell.run("deploy", "--context", "kind-test", "--overlay", "minimal")).isZero();
    assertThat(asked().getFirst())
        .startsWith("--context kind-test apply -k ")
        .endsWith("/k8s/overlays/minimal");
    assertThat(asked())
        .contains(
            "--context kind-test --namespace scaling-challenge rollout status deployment/controller --timeout=180s");
    assertThat(shell.out())
        .contains("Runs on kind.", "Not allowed to list nodes (403).", "  http://localhost:31003");
  }

  @Test
  void aims_at_a_deployment_of_the_users_own_with_rights_to_read_its_namespace()
      throws IOException {
    assertThat(
            shell.run(
                "deploy",
                "--target",
                "deployment/web",
                "--target-namespace",
                "shop",
                "--url",
                "http://web.shop.svc/buy"))
        .isZero();
    assertThat(asked())
        .contains(
            "--namespace scaling-challenge set env deployment/controller BELLOWS_TARGET=deployment/web BELLOWS_TARGET_URL=http://web.shop.svc/buy BELLOWS_KUBERNETES_NAMESPACE=shop",
            "--namespace scaling-challenge set env deployment/load-tester BELLOWS_LOAD_TARGET=http://web.shop.svc/buy BELLOWS_LOAD_TARGET_ALLOW=web.shop.svc");
    assertThat(Files.readString(folder.resolve("applied")))
        .contains("namespace: shop", "name: controller")
        .doesNotContain("patch", "create");
  }

  /// The manifests know nothing of it, so that applying them again would leave it half in place.
  @Test
  void without_a_target_the_former_one_is_forgotten() throws IOException {
    Files.writeString(
        folder.resolve("settings"),
        """
        POD_NAME=
        BELLOWS_TARGET=deployment/web
        BELLOWS_KUBERNETES_NAMESPACE=shop
        {"kind":"Deployment"}
        """);
    assertThat(shell.run("deploy")).isZero();
    assertThat(shell.out())
        .contains("the target is demo-app again, no longer deployment/web in shop");
    // The controller's settings come last: where something fails before, the next try finds them.
    assertThat(asked())
        .containsSubsequence(
            "--namespace shop delete role/bellows-controller rolebinding/bellows-controller --ignore-not-found",
            "--namespace scaling-challenge set env deployment/load-tester BELLOWS_LOAD_TARGET_ALLOW-",
            "--namespace scaling-challenge set env deployment/controller BELLOWS_TARGET- BELLOWS_TARGET_URL- BELLOWS_KUBERNETES_NAMESPACE-");
  }

  @Test
  void another_target_takes_the_place_of_the_former_one() throws IOException {
    Files.writeString(
        folder.resolve("settings"),
        "BELLOWS_TARGET=deployment/web\nBELLOWS_KUBERNETES_NAMESPACE=shop\n");
    assertThat(shell.run("deploy", "--target", "deployment/cart", "--url", "http://cart")).isZero();
    assertThat(asked())
        .contains(
            "--namespace shop delete role/bellows-controller rolebinding/bellows-controller --ignore-not-found")
        .noneMatch(command -> command.contains("BELLOWS_TARGET-"));
  }

  @Test
  void a_target_that_the_manifests_name_stays() throws IOException {
    Files.writeString(
        folder.resolve("settings"),
        """
        BELLOWS_TARGET=deployment/web
        {"kind":"Deployment","env":[{"name":"BELLOWS_TARGET","value":"deployment/web"}]}
        """);
    assertThat(shell.run("deploy")).isZero();
    assertThat(asked()).noneMatch(command -> command.contains("set env"));
  }

  @Test
  void undeploys_and_leaves_nothing() throws IOException {
    assertThat(shell.run("undeploy")).isZero();
    assertThat(asked().getFirst())
        .startsWith("delete -k ")
        .endsWith("/k8s --ignore-not-found --timeout=180s");
    assertThat(shell.out()).endsWith("The bench is gone.\n");
  }

  @Test
  void every_command_reaches_a_cluster_by_its_context() throws IOException {
    controller.answering("GET /api/events?limit=100", 200, "[]");
    assertThat(shell.run("stop", "--context", "kind-test")).isNotEqualTo(70);
    assertThat(asked())
        .containsExactly(
            "--context kind-test --namespace scaling-challenge port-forward --address 127.0.0.1 service/controller :80");
    assertThat(controller.requests()).isNotEmpty();
  }

  @Test
  void says_what_is_missing_or_wrong_in_one_sentence() throws IOException {
    assertThat(shell.run("deploy", "--overlay", "nope")).isEqualTo(64);
    assertThat(shell.err()).startsWith("--overlay must be one of ").contains("cpu-and-memory, ");
    assertThat(shell.run("deploy", "--target", "deployment/web")).isEqualTo(64);
    assertThat(shell.err()).contains("--target needs --url");
    kubectl("#!/bin/sh\necho 'error: context \"x\" does not exist'\nexit 1\n");
    assertThat(shell.run("deploy", "--context", "x")).isEqualTo(69);
    assertThat(shell.err()).contains("ended with exit code 1: error: context \"x\" does not exist");
    System.setProperty("bellows.kubectl", folder.resolve("absent").toString());
    assertThat(shell.run("deploy")).isEqualTo(69);
    assertThat(shell.err()).contains("is not installed, or not on the PATH");
  }

  private void kubectl(String script) throws IOException {
    Path program = folder.resolve("kubectl");
    Files.writeString(program, script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    System.setProperty("bellows.kubectl", program.toString());
  }

  private List<String> asked() throws IOException {
    return Files.readAllLines(folder.resolve("asked"));
  }
}
