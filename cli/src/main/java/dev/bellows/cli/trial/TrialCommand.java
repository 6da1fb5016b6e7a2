package dev.bellows.cli.trial;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `bellows trial`: autoscaling tests from start to scorecard.
@Command(
    name = "trial",
    mixinStandardHelpOptions = true,
    description = "Run an autoscaling test and judge it; list, show and compare those that ran.",
    subcommands = {
      TrialRunCommand.class,
      TrialListCommand.class,
      TrialShowCommand.class,
      TrialCompareCommand.class,
      TrialTrendCommand.class,
      TrialStopCommand.class,
      TrialScheduleCommand.class,
      TrialSchedulesCommand.class,
      TrialUnscheduleCommand.class
    })
public final class TrialCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Name what to do: `bellows trial run trials/heavy.yaml`.");
  }
}
