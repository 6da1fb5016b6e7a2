package dev.bellows.cli.hpa;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `bellows hpa`: what needs no cluster and no controller.
@Command(
    name = "hpa",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Check, explain and replay horizontal pod autoscalers, offline.",
    subcommands = {CheckCommand.class, ExplainCommand.class, ReplayCommand.class})
public final class HpaCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name a command: check, explain or replay.");
  }
}
