package dev.bellows.cli;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.ExitCode;
import dev.bellows.cli.challenge.ChallengeCommand;
import dev.bellows.cli.cost.CostCommand;
import dev.bellows.cli.cost.OptimizeCommand;
import dev.bellows.cli.deploy.DeployCommand;
import dev.bellows.cli.deploy.UndeployCommand;
import dev.bellows.cli.hpa.HpaCommand;
import dev.bellows.cli.hpa.SimulateCommand;
import dev.bellows.cli.lab.DownCommand;
import dev.bellows.cli.lab.UpCommand;
import dev.bellows.cli.load.LoadCommand;
import dev.bellows.cli.load.StopCommand;
import dev.bellows.cli.monitor.MonitorCommand;
import dev.bellows.cli.score.ScoreCommand;
import dev.bellows.cli.trial.ReportCommand;
import dev.bellows.cli.trial.TrialCommand;
import dev.bellows.cli.watch.EventsCommand;
import dev.bellows.cli.watch.StatusCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/// The `bellows` command and the one place where a failure becomes a sentence and an exit code.
@Command(
    name = "bellows",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeOnInvalidInput = ExitCode.BAD_USAGE,
    description =
        "An autoscaling test bench for Kubernetes: drives load, watches, explains, scores.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:the SLO was missed",
      "3:the elasticity goal was missed",
      "4:the cost goal was missed",
      "5:the run is invalid, its figures are void",
      "64:bad usage",
      "69:the bench cannot be reached or started",
      "70:an error inside Bellows"
    },
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      DeployCommand.class,
      UndeployCommand.class,
      StatusCommand.class,
      EventsCommand.class,
      MonitorCommand.class,
      ChallengeCommand.class,
      LoadCommand.class,
      StopCommand.class,
      HpaCommand.class,
      ScoreCommand.class,
      SimulateCommand.class,
      TrialCommand.class,
      ReportCommand.class,
      CostCommand.class,
      OptimizeCommand.class,
      CompletionCommand.class,
    })
public final class Bellows implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Bellows())
        .setParameterExceptionHandler(Bellows::explainUsage)
        .setExecutionExceptionHandler(Bellows::explainFailure);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Name a command: `bellows up` starts the bench.");
  }

  private static int explainUsage(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    command.getErr().println(failure.getMessage());
    command.getErr().println("Help: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.BAD_USAGE;
  }

  private static int explainFailure(
      Exception failure, CommandLine command, ParseResult parseResult) {
    if (failure instanceof CommandFailure expected) {
      command.getErr().println(expected.getMessage());
      return expected.exitCode();
    }
    command.getErr().println("Bellows failed unexpectedly: " + failure);
    failure.printStackTrace(command.getErr());
    return ExitCode.INTERNAL_ERROR;
  }
}
