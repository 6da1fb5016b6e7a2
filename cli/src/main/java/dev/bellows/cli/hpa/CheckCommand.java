package dev.bellows.cli.hpa;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.ExitCode;
import dev.bellows.cli.api.Printer;
import dev.bellows.cli.api.Screen;
import dev.bellows.core.scaling.hpa.check.Checked;
import dev.bellows.core.scaling.hpa.check.HpaCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bellows hpa check`: would Kubernetes take it, and what will surprise.
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Validate autoscalers as the API server of Kubernetes 1.36 does, and warn of known surprises.",
      "Give the Deployment in the same file or with another -f, and its requests, limits and replicas are looked at too.",
      "The exit code is 64 if Kubernetes would refuse one, 0 otherwise; warnings do not change it."
    })
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private FilesOption files = new FilesOption();

  @Option(names = "--json", description = "Print the answers as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    List<YamlDocument> documents = files.documents();
    List<CheckAnswer> answers = answers(documents);
    if (answers.isEmpty()) {
      throw new CommandFailure(
          ExitCode.BAD_USAGE, files.label() + ": there is no HorizontalPodAutoscaler in it.");
    }
    if (json) {
      new Printer(spec.commandLine().getOut())
          .page(answers.stream().map(CheckAnswer::toDocument).toList());
    } else {
      Screen screen = new Screen(spec.commandLine().getOut());
      answers.forEach(answer -> answer.show(screen));
    }
    return answers.stream().allMatch(answer -> answer.checked().accepted())
        ? ExitCode.PASS
        : ExitCode.BAD_USAGE;
  }

  private static List<CheckAnswer> answers(List<YamlDocument> documents) {
    List<Checked> checked = HpaCheck.check(documents.stream().map(YamlDocument::values).toList());
    List<YamlDocument> autoscalers =
        documents.stream()
            .filter(document -> document.kind().equals("HorizontalPodAutoscaler"))
            .toList();
    List<CheckAnswer> answers = new ArrayList<>();
    for (int i = 0; i < checked.size(); i++) {
      answers.add(new CheckAnswer(checked.get(i), autoscalers.get(i), documents));
    }
    return answers;
  }
}
