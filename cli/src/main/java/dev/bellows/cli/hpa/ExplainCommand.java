package dev.bellows.cli.hpa;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.ExitCode;
import dev.bellows.cli.api.Printer;
import dev.bellows.cli.api.Screen;
import dev.bellows.core.scaling.Decision;
import dev.bellows.core.scaling.Observation;
import dev.bellows.core.scaling.Step;
import dev.bellows.core.scaling.hpa.ControllerSettings;
import dev.bellows.core.scaling.hpa.HpaPolicy;
import dev.bellows.core.scaling.hpa.HpaSpec;
import dev.bellows.core.scaling.hpa.HpaState;
import dev.bellows.core.scaling.hpa.check.ContainerRequests;
import dev.bellows.core.scaling.hpa.replay.ObservationDocument;
import dev.bellows.core.scaling.hpa.replay.SettingsDocument;
import dev.bellows.core.scaling.hpa.replay.TickDocument;
import dev.bellows.core.scaling.hpa.replay.UnreadableInputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bellows hpa explain`: one decision with all its steps.
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Decide as Kubernetes would on what was observed, and explain every step.",
      "Give one HorizontalPodAutoscaler and one or more observations, in any number of files. An observation is a tick in the form of the recordings, a document without a kind: atSeconds, specReplicas, pods, metrics. Several are decided in their order, with the memory carried over, and the last one is explained.",
      "An observation may have containerRequests (container -> resource -> quantity; else they are read off a Deployment that is given) and controller (tolerance, cpuInitializationPeriodSeconds, initialReadinessDelaySeconds, downscaleStabilizationSeconds)."
    })
final class ExplainCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private FilesOption files = new FilesOption();

  @Option(names = "--json", description = "Print the decision with all its steps as JSON.")
  private boolean json;

  @Override
  public void run() {
    Decision decision = decide(files.documents());
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>(decision.toDocument());
      TickDocument.of(decision).forEach(document::putIfAbsent);
      new Printer(spec.commandLine().getOut()).page(document);
    } else {
      new DecisionPage(new Screen(spec.commandLine().getOut())).show(decision);
    }
  }

  private Decision decide(List<YamlDocument> documents) {
    HpaSpec autoscaler = Autoscaler.in(documents, files.label());
    List<YamlDocument> observations =
        documents.stream().filter(document -> document.kind().isEmpty()).toList();
    if (observations.isEmpty()) {
      throw unusable("there is no observation in it: a document with specReplicas and no kind.");
    }
    Map<String, ?> requests = requests(documents);
    HpaPolicy policy = new HpaPolicy(autoscaler, settings(observations.getFirst()));
    Step<HpaState> step =
        policy.decide(policy.initialState(), observation(observations.getFirst(), requests));
    for (YamlDocument next : observations.subList(1, observations.size())) {
      step = policy.decide(step.state(), observation(next, requests));
    }
    return step.decision();
  }

  private CommandFailure unusable(String problem) {
    return new CommandFailure(ExitCode.BAD_USAGE, files.label() + ": " + problem);
  }

  private static Map<String, ?> requests(List<YamlDocument> documents) {
    return documents.stream()
        .map(document -> ContainerRequests.of(document.values()))
        .filter(requests -> !requests.isEmpty())
        .findFirst()
        .orElse(Map.of());
  }

  private static ControllerSettings settings(YamlDocument observation) {
    return blaming(
        observation, () -> SettingsDocument.read(part(observation, "controller", Map.of())));
  }

  private static Observation observation(YamlDocument document, Map<String, ?> requests) {
    return blaming(
        document,
        () ->
            ObservationDocument.read(
                document.values(), part(document, "containerRequests", requests)));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, ?> part(
      YamlDocument document, String field, Map<String, ?> otherwise) {
    return document.values().get(field) instanceof Map<?, ?> part
        ? (Map<String, ?>) part
        : otherwise;
  }

  private static <T> T blaming(YamlDocument document, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (UnreadableInputException unreadable) {
      throw document
          .file()
          .failure(document.lineOf(unreadable.field()), unreadable.getMessage() + ".");
    }
  }
}
