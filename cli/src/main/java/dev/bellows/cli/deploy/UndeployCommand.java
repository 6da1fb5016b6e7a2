package dev.bellows.cli.deploy;

import dev.bellows.cli.api.Kubectl;
import dev.bellows.cli.api.Screen;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bellows undeploy`: the bench leaves the cluster, and nothing of it stays.
@Command(
    name = "undeploy",
    mixinStandardHelpOptions = true,
    description = "Take the bench off a Kubernetes cluster; nothing of it stays.")
public final class UndeployCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private Installation installation = new Installation();

  @Option(
      names = "--target-namespace",
      paramLabel = "NAMESPACE",
      description = "Also take back the right to read this namespace, which --target was given.")
  private @Nullable String targetNamespace;

  @Override
  public void run() {
    Screen screen = new Screen(spec.commandLine().getOut());
    Kubectl kubectl = installation.kubectl();
    kubectl.run(
        line -> screen.line("  %s", line),
        "delete",
        "-k",
        installation.folder(),
        "--ignore-not-found",
        "--timeout=180s");
    if (targetNamespace != null) {
      kubectl.run(
          line -> screen.line("  %s", line),
          "--namespace",
          targetNamespace,
          "delete",
          "role/bellows-controller",
          "rolebinding/bellows-controller",
          "--ignore-not-found");
    }
    screen.line("The bench is gone.");
  }
}
