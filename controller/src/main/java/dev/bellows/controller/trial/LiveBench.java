package dev.bellows.controller.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bellows.controller.cluster.ClusterRefusal;
import dev.bellows.controller.cluster.PodLimits;
import dev.bellows.controller.cluster.TargetCopies;
import dev.bellows.controller.cluster.TargetCopy;
import dev.bellows.controller.cluster.WorkloadPicture;
import dev.bellows.controller.cluster.WorkloadView;
import dev.bellows.controller.history.History;
import dev.bellows.controller.history.Journal;
import dev.bellows.controller.history.Mark;
import dev.bellows.controller.history.Marks;
import dev.bellows.controller.history.Point;
import dev.bellows.controller.load.LoadTesters;
import dev.bellows.controller.load.RunsPicture;
import dev.bellows.controller.load.RunsWatch;
import dev.bellows.controller.load.TesterAbsentException;
import dev.bellows.controller.load.TesterAnswer;
import dev.bellows.controller.loop.Autoscaler;
import dev.bellows.controller.loop.LiveAutoscaler;
import dev.bellows.core.scaling.Decision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The bench that this controller runs.
///
/// @param requestsMilli resource name -> request of a pod in thousandths
/// @param copies empty where the cluster makes none
/// @param limits empty where the cluster does not change them
public record LiveBench(
    WorkloadView view,
    LiveAutoscaler live,
    Supplier<Map<String, Long>> requests,
    Journal<Decision> decisions,
    History history,
    Marks marks,
    RunsWatch watch,
    LoadTesters testers,
    Optional<TargetCopies> copies,
    Optional<PodLimits> limits,
    ObjectMapper json,
    Clock clock)
    implements TrialBench {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final byte[] NOTHING = {};
  private static final long MEBIBYTE = 1 << 20;

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public void aSecond() {
    try {
      Thread.sleep(Duration.ofSeconds(1));
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw new TrialStoppedException();
    }
  }

  @Override
  public WorkloadPicture workload() {
    return view.latest();
  }

  @Override
  public Autoscaler autoscaler() {
    return live.inForce();
  }

  /// A trial that describes an autoscaler asks for it, whoever owns the fields.
  @Override
  public void lend(Autoscaler autoscaler) {
    accepted(() -> live.lend(autoscaler));
  }

  @Override
  public void giveBack(Autoscaler before) {
    accepted(() -> live.giveBack(before));
  }

  @Override
  public Map<String, Long> requestsMilli() {
    return requests.get();
  }

  @Override
  public String targetVersion() {
    return copies.map(TargetCopies::version).orElse(view.latest().name());
  }

  @Override
  public List<Decision> decisionsSince(@Nullable Decision last) {
    return decisions.since(last);
  }

  @Override
  public List<Point> points(long fromSecond, long toSecond) {
    return history.between(fromSecond, toSecond);
  }

  @Override
  public void mark(Mark.Kind kind, String object, String text) {
    marks.add(now(), kind, object, text);
  }

  @Override
  public RunsPicture runs() {
    return watch.latest();
  }

  @Override
  public JsonNode startLoad(Map<String, Object> parameters) {
    try {
      TesterAnswer answer = send("POST", "/load", json.writeValueAsBytes(parameters));
      JsonNode document = json.readTree(answer.body());
      if (answer.status() >= 400) {
        throw new InvalidTrialException(
            "The load tester refuses the load: "
                + document.path("detail").asText("no reason given"));
      }
      return document;
    } catch (IOException notJson) {
      throw new InvalidTrialException("The load tester's answer is not JSON.");
    } catch (TesterAbsentException absent) {
      throw new InvalidTrialException(String.valueOf(absent.getMessage()));
    }
  }

  @Override
  public void stopLoad(String run) {
    try {
      send("DELETE", "/runs/" + run, NOTHING);
    } catch (TesterAbsentException absent) {
      // Then nothing loads any more.
    }
  }

  @Override
  public Optional<JsonNode> run(String id) {
    return body("/runs/" + id)
        .flatMap(text -> {
          try {
            return Optional.of(json.readTree(text));
          } catch (IOException notJson) {
            return Optional.empty();
          }
        });
  }

  @Override
  public Optional<String> recordOf(String run, String what) {
    return body("/runs/%s/%s".formatted(run, what));
  }

  private Optional<String> body(String path) {
    try {
      TesterAnswer answer = send("GET", path, NOTHING);
      return answer.status() == 200
          ? Optional.of(new String(answer.body(), StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (TesterAbsentException absent) {
      return Optional.empty();
    }
  }

  private TesterAnswer send(String method, String path, byte[] body) {
    return testers.send(method, path, "application/json", body).await().atMost(PATIENCE);
  }

  @Override
  public void limitCpu(OptionalInt millicores) {
    if (limits.isEmpty() && millicores.isPresent()) {
      throw new InvalidTrialException(
          "target.cpuLimit cannot be changed on this cluster: deploy the target with the limit and leave it out.");
    }
    limits.ifPresent(pods -> accepted(() -> pods.limitCpu(millicores)));
  }

  private static void accepted(Runnable change) {
    try {
      change.run();
    } catch (ClusterRefusal refusal) {
      throw new InvalidTrialException(
          "The cluster does not let the target be changed: " + refusal.getMessage());
    }
  }

  @Override
  public Optional<String> foreignNamespace() {
    return copies.flatMap(TargetCopies::foreignNamespace);
  }

  @Override
  public boolean makesCopies() {
    return copies.isPresent();
  }

  @Override
  public TargetCopy copyOfTarget(int cpuLimitMillicores) {
    return copies
        .orElseThrow(() -> new IllegalStateException("This cluster makes no copies of the target."))
        .start(cpuLimitMillicores);
  }

  @Override
  public Map<String, String> setUp() {
    Map<String, String> facts = new LinkedHashMap<>();
    Runtime runtime = Runtime.getRuntime();
    facts.put("target", targetVersion());
    facts.put("service", view.latest().service().toString());
    facts.put("requests", told(requests.get()));
    facts.put("hpa", text(live.inForce().spec()));
    facts.put("java", Runtime.version().toString());
    facts.put(
        "os",
        "%s %s %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")));
    facts.put("cores", Integer.toString(runtime.availableProcessors()));
    return facts;
  }

  private static String told(Map<String, Long> requestsMilli) {
    return new TreeMap<>(requestsMilli)
        .entrySet().stream()
            .map(request -> request.getKey() + " " + amount(request.getKey(), request.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static String amount(String resource, long milli) {
    long whole = milli / 1_000;
    return switch (resource) {
      case "cpu" -> milli + "m";
      case "memory", "ephemeral-storage" ->
          whole % MEBIBYTE == 0 ? whole / MEBIBYTE + "Mi" : Long.toString(whole);
      default -> Long.toString(whole);
    };
  }

  private String text(Object document) {
    try {
      return json.writeValueAsString(document);
    } catch (IOException e) {
      return document.toString();
    }
  }
}
