package dev.bellows.cli.lab;

import dev.bellows.cli.api.Screen;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bellows up`: the whole bench on this machine, in the foreground, until Ctrl-C.
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = {
      "Run the whole bench on this machine, with no cluster; Ctrl-C ends it.",
      "Pods are real processes; everything listens on 127.0.0.1 only."
    })
public final class UpCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description =
          "The dashboard's port; the load tester takes the next, the target the one after, further"
              + " load testers those behind it (default: ${DEFAULT-VALUE}).")
  private int port = Ports.DEFAULT_DASHBOARD;

  @Option(
      names = "--load-testers",
      paramLabel = "COUNT",
      description =
          "How many load testers share each run, 1 to 8, as on a cluster (default:"
              + " ${DEFAULT-VALUE}). The load stays what was asked for; here they share the"
              + " processors, too.")
  private int loadTesters = 1;

  @Option(
      names = "--manifests",
      paramLabel = "DIR",
      description =
          "A folder like k8s/base, whose demo-app/ holds the target's deployment.yaml and hpa.yaml"
              + " (default: k8s/base).")
  private @Nullable Path manifests;

  @Option(names = "--open", description = "Open the dashboard in a browser once it is ready.")
  private boolean open;

  @Override
  public void run() {
    Screen screen = new Screen(spec.commandLine().getOut());
    Lab lab = new Lab(Home.ofEnvironment(), new Ports(port, loadTesters), screen);
    lab.runUntilEnd(manifests, open);
  }
}
