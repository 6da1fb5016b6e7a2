package dev.bellows.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `bellows completion`: what a shell needs to complete commands and options.
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Print completion for bash and zsh: source <(bellows completion).")
final class CompletionCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().getOut().println(AutoComplete.bash("bellows", spec.root().commandLine()));
  }
}
