package dev.bellows.cli.hpa;

import dev.bellows.cli.api.CommandFailure;
import dev.bellows.cli.api.ExitCode;
import dev.bellows.cli.api.InputFile;
import dev.bellows.cli.api.Printer;
import dev.bellows.cli.api.Screen;
import dev.bellows.core.scaling.hpa.HpaSpec;
import dev.bellows.core.scaling.hpa.Quantity;
import dev.bellows.core.scaling.hpa.QuantityFormatException;
import dev.bellows.core.scaling.hpa.check.ContainerRequests;
import dev.bellows.core.schedule.RateCurve;
import dev.bellows.core.schedule.RateTrace;
import dev.bellows.core.scorecard.ReplicaStatistics;
import dev.bellows.core.scorecard.StepSeries;
import dev.bellows.core.scorecard.StepSeries.Point;
import dev.bellows.core.scorecard.Tick;
import dev.bellows.core.simulation.OfferedCpu;
import dev.bellows.core.simulation.SimulatedRun;
import dev.bellows.core.simulation.Simulation;
import dev.bellows.core.simulation.Surroundings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bellows simulate`: what an autoscaler would do under a load, in virtual time.
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Run an autoscaler over a load in virtual time, with the very decisions of Kubernetes.",
      "Give one HorizontalPodAutoscaler, and the Deployment it scales for the pods' CPU request (or --cpu-request).",
      "The load is a CSV of lines seconds,rate (a rate holds until the next line) or of one moment of a request per line.",
      "What is assumed: the load is spread evenly over the Ready pods, and what exceeds their limits is lost. See docs/scores.md."
    })
public final class SimulateCommand implements Runnable {
  private static final long UNLIMITED_MILLICORES = 1_000_000;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private FilesOption files = new FilesOption();

  @Option(
      names = "--load",
      paramLabel = "CSV",
      required = true,
      description = "The load; - for the standard input.")
  private String load = "-";

  @Option(
      names = "--cpu-millis",
      paramLabel = "MS",
      required = true,
      description = "CPU time of one request, above 0.")
  private double cpuMillis;

  @Option(
      names = "--until",
      paramLabel = "SECONDS",
      required = true,
      description = "How long to run, 1 to 604800.")
  private double untilSeconds;

  @Option(
      names = "--start-up",
      paramLabel = "SECONDS",
      defaultValue = "2",
      description = "From a pod's creation to Ready (default: ${DEFAULT-VALUE}).")
  private double startUpSeconds;

  @Option(
      names = "--cpu-request",
      paramLabel = "QUANTITY",
      description = "CPU request of a pod, such as 100m (default: the Deployment's).")
  private String cpuRequest = "";

  @Option(
      names = "--cpu-limit",
      paramLabel = "QUANTITY",
      description = "The most CPU a pod gets (default: no limit).")
  private String cpuLimit = "";

  @Option(names = "--json", description = "Print the run as one JSON object.")
  private boolean json;

  @Override
  public void run() {
    within("--cpu-millis", cpuMillis, 0.001, 1_000_000);
    within("--until", untilSeconds, 1, 604_800);
    within("--start-up", startUpSeconds, 0, 3600);
    List<YamlDocument> documents = files.documents();
    HpaSpec hpa = Autoscaler.in(documents, files.label());
    Surroundings surroundings =
        Surroundings.of(
            request(documents),
            cpuLimit.isEmpty() ? UNLIMITED_MILLICORES : milli("--cpu-limit", cpuLimit),
            Math.round(startUpSeconds * 1000));
    StepSeries offered = OfferedCpu.of(rate(), cpuMillis, untilSeconds);
    SimulatedRun run = Simulation.run(hpa, surroundings, offered, untilSeconds);
    ReplicaStatistics replicas =
        ReplicaStatistics.of(run.desired(), hpa.maxReplicas(), untilSeconds);
    if (json) {
      new Printer(spec.commandLine().getOut()).page(document(run, replicas));
    } else {
      show(run, replicas, new Screen(spec.commandLine().getOut()));
    }
  }

  private RateCurve rate() {
    InputFile file = new InputFile(load);
    String csv = file.read(lines -> lines.lines().collect(Collectors.joining("\n")));
    try {
      return RateTrace.parse(csv);
    } catch (IllegalArgumentException unreadable) {
      throw file.failure(unreadable.getMessage() + ".");
    }
  }

  private long request(List<YamlDocument> documents) {
    if (!cpuRequest.isEmpty()) {
      return milli("--cpu-request", cpuRequest);
    }
    OptionalLong sum =
        documents.stream()
            .map(document -> ContainerRequests.of(document.values()))
            .filter(containers -> !containers.isEmpty())
            .mapToLong(SimulateCommand::sum)
            .findFirst();
    if (sum.isEmpty() || sum.getAsLong() < 1) {
      throw new CommandFailure(
          ExitCode.BAD_USAGE,
          files.label()
              + ": there is no Deployment with a CPU request in it; give one, or --cpu-request.");
    }
    return sum.getAsLong();
  }

  private static long sum(Map<String, ?> containers) {
    return containers.values().stream()
        .mapToLong(requests ->
            requests instanceof Map<?, ?> map && map.get("cpu") != null
                ? milli("the CPU request", String.valueOf(map.get("cpu")))
                : 0)
        .sum();
  }

  private static long milli(String name, String quantity) {
    try {
      long milli = Quantity.parse(quantity).milliValue();
      if (milli >= 1 && milli <= UNLIMITED_MILLICORES) {
        return milli;
      }
    } catch (QuantityFormatException noQuantity) {
      // Said below.
    }
    throw new CommandFailure(
        ExitCode.BAD_USAGE, name + " must be a quantity of 1m to 1000, but was " + quantity);
  }

  private static void within(String option, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new CommandFailure(
          ExitCode.BAD_USAGE,
          String.format(
              Locale.ROOT, "%s must be between %s and %s, but was %s", option, least, most, value));
    }
  }

  private static void show(SimulatedRun run, ReplicaStatistics replicas, Screen screen) {
    for (Tick tick : run.ticks()) {
      if (tick.to() != tick.from()) {
        screen.line(
            "%8.0f s  %3d -> %-3d  %s",
            tick.atSeconds(), tick.from(), tick.to(), screen.dim(tick.binding().words()));
      }
    }
    screen.line(
        "replicas %.0f to %.0f, on average %.2f; at max for %.0f s",
        replicas.min(), replicas.max(), replicas.mean(), replicas.atMaxSeconds());
    screen.line(
        "%.2f %% of the load was more than the Ready pods could take", 100 * run.missedShare());
  }

  private Map<String, Object> document(SimulatedRun run, ReplicaStatistics replicas) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("until", untilSeconds);
    document.put("desired", points(run.desired()));
    document.put("supply", points(run.supply()));
    document.put("minReplicas", replicas.min());
    document.put("meanReplicas", replicas.mean());
    document.put("maxReplicas", replicas.max());
    document.put("atMaxSeconds", replicas.atMaxSeconds());
    document.put("missedShare", run.missedShare());
    return document;
  }

  private static List<List<Double>> points(StepSeries series) {
    return series.points().stream().map(SimulateCommand::pair).toList();
  }

  private static List<Double> pair(Point point) {
    return List.of(point.atSeconds(), point.value());
  }
}
