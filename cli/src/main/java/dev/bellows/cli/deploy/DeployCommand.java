package dev.bellows.cli.deploy;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.Controller;
import dev.bellows.cli.api.Json;
import dev.bellows.cli.api.Kubectl;
import dev.bellows.cli.api.PortForward;
import dev.bellows.cli.api.Screen;
import dev.bellows.cli.api.ServerOption;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bellows deploy`: the whole bench on a cluster.
@Command(
    name = "deploy",
    mixinStandardHelpOptions = true,
    description = {
      "Put the whole bench on a Kubernetes cluster, as `kubectl apply -k k8s` does.",
      "A workload of your own can be the target: it is watched and loaded, not changed.",
      "Without --target the bundled one is, whatever it was before."
    })
public final class DeployCommand implements Runnable {
  private static final String NAMESPACE = ServerOption.NAMESPACE;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Installation installation = new Installation();

  @Option(
      names = "--target",
      paramLabel = "deployment/NAME",
      description = "A Deployment of your own as the target; needs --url.")
  private @Nullable String target;

  @Option(
      names = "--target-namespace",
      paramLabel = "NAMESPACE",
      description = "Where the target is (default: " + NAMESPACE + ").")
  private @Nullable String targetNamespace;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where the target answers inside the cluster.")
  private @Nullable URI url;

  @Override
  public void run() {
    Screen screen = new Screen(spec.commandLine().getOut());
    @Nullable ForeignTarget foreign =
        target == null ? null : ForeignTarget.of(target, targetNamespace, url);
    Kubectl kubectl = installation.kubectl();
    kubectl.run(line -> screen.line("  %s", line), "apply", "-k", installation.folder());
    // The controller's settings alone tell of a former target, so they are what is changed last.
    Optional<FormerTarget> former = FormerTarget.of(kubectl);
    String namespace = foreign == null ? NAMESPACE : foreign.namespace();
    former.ifPresent(known -> known.leave(kubectl, namespace, line -> screen.line("  %s", line)));
    if (foreign != null) {
      aim(kubectl, foreign, screen);
    } else if (former.isPresent()) {
      aimAtTheBundled(kubectl, former.get(), screen);
    }
    for (String deployment : List.of("demo-app", "load-tester", "controller")) {
      kubectl.run(
          line -> screen.progress("%s", line),
          "--namespace",
          NAMESPACE,
          "rollout",
          "status",
          "deployment/" + deployment,
          "--timeout=180s");
      screen.endProgress();
      screen.line("  %s is rolled out", deployment);
    }
    tellTheWayIn(kubectl, screen);
  }

  private static void aim(Kubectl kubectl, ForeignTarget target, Screen screen) {
    if (target.elsewhere()) {
      kubectl.run(target.reader(), line -> screen.line("  %s", line), "apply", "-f", "-");
    }
    setEnvironment(kubectl, "load-tester", target.loadTesterSettings(), screen);
    setEnvironment(kubectl, "controller", target.controllerSettings(), screen);
  }

  /// A load tester's own target is back already: its manifest names it.
  private static void aimAtTheBundled(Kubectl kubectl, FormerTarget former, Screen screen) {
    screen.line(
        "  the target is demo-app again, no longer %s in %s",
        former.workload(), former.namespace());
    List<String> absent =
        List.of(
            ForeignTarget.WORKLOAD + "-", ForeignTarget.ADDRESS + "-", ForeignTarget.PLACE + "-");
    setEnvironment(kubectl, "load-tester", List.of(ForeignTarget.ALLOWED + "-"), screen);
    setEnvironment(kubectl, "controller", absent, screen);
  }

  private static void setEnvironment(
      Kubectl kubectl, String deployment, List<String> settings, Screen screen) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--namespace", NAMESPACE, "set", "env", "deployment/" + deployment));
    arguments.addAll(settings);
    kubectl.run(line -> screen.line("  %s", line), arguments.toArray(String[]::new));
  }

  /// The controller knows the ways in best; a port-forward always works.
  private void tellTheWayIn(Kubectl kubectl, Screen screen) {
    try (PortForward forward = PortForward.open(kubectl, NAMESPACE);
        Controller controller = new Controller(forward.address())) {
      Json environment = Json.parse(controller.get("/api/environment"));
      screen.line("Runs on %s.", environment.text("kind"));
      String sizing = environment.text("sizing");
      if (!sizing.isEmpty()) {
        screen.line("%s", sizing);
      }
      environment.list("limits").forEach(limit -> screen.line("%s", limit));
      screen.line("Dashboard:");
      environment.list("dashboard").forEach(way -> screen.line("  %s", way));
    } catch (CommandFailure unreachable) {
      screen.line("The controller does not answer yet: %s", unreachable.getMessage());
      screen.line(
          "Dashboard:%n  kubectl -n %s port-forward service/controller 31003:80, then http://localhost:31003",
          NAMESPACE);
    }
    screen.line("Other commands: `bellows status %s`.", installation.server());
  }
}
