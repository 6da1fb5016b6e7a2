package dev.bellows.controller.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bellows.controller.cluster.TargetCopy;
import dev.bellows.controller.cluster.WorkloadPicture;
import dev.bellows.controller.history.Mark;
import dev.bellows.controller.history.Point;
import dev.bellows.controller.load.RunsPicture;
import dev.bellows.controller.loop.Autoscaler;
import dev.bellows.core.scaling.Decision;
import dev.bellows.core.scaling.hpa.admission.Admission;
import dev.bellows.core.scaling.hpa.admission.Verdict;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A bench in virtual time: a pod carries 40 requests/s, and the replicas follow the load ten
/// seconds late, as far as the autoscaler's bounds allow.
final class FakeBench implements TrialBench {
  private static final long BEGIN = 1_763_812_800;
  private static final double CAPACITY = 40;
  private static final int LATE_SECONDS = 10;
  private static final int LONG_SECONDS = 2_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Point> points = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  final List<String> told = new ArrayList<>();
  private Autoscaler autoscaler = new Autoscaler(document());
  private long second = BEGIN;
  private int replicas = 1;
  private int pods;
  private double cost;
  private @Nullable ObjectNode run;
  private double rate;
  private long startedAt;
  private long endsAt;
  private double answered;
  private double failed;

  /// From this second of the run on nobody hears of the load tester; never by default.
  long vanishesAfter = Long.MAX_VALUE;

  /// Whether copies can be had at all, though here each fails.
  boolean makesCopies = true;

  Optional<String> foreignNamespace = Optional.empty();

  /// Why the cluster changes nothing; by default it does.
  Optional<String> refuses = Optional.empty();

  /// What the load tester says of its own schedule at the end.
  String endState = "DONE";

  private static Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("apiVersion", "autoscaling/v2");
    document.put("kind", "HorizontalPodAutoscaler");
    document.put("metadata", Map.of("name", "demo-app", "namespace", "test"));
    document.put(
        "spec",
        Map.of(
            "scaleTargetRef",
            Map.of("apiVersion", "apps/v1", "kind", "Deployment", "name", "demo-app"),
            "minReplicas",
            1,
            "maxReplicas",
            10));
    if (Admission.admit(document) instanceof Verdict.Accepted accepted) {
      document.put("spec", accepted.spec());
    }
    return document;
  }

  @Override
  public Instant now() {
    return Instant.ofEpochSecond(second);
  }

  @Override
  public void aSecond() {
    if (Thread.currentThread().isInterrupted()) {
      throw new TrialStoppedException();
    }
    if (points.size() > LONG_SECONDS) {
      // One that is to be stopped must not fill the memory before somebody comes to do it.
      LockSupport.parkNanos(1_000_000);
    }
    second++;
    double offered = run != null && second <= endsAt ? rate : 0;
    long lateStart = startedAt + LATE_SECONDS;
    double seen = run != null && second >= lateStart && second < endsAt + LATE_SECONDS ? rate : 0;
    int wanted =
        Math.clamp(
            (int) Math.ceil(seen / CAPACITY), autoscaler.minReplicas(), autoscaler.maxReplicas());
    List<Mark> now = new ArrayList<>(marks);
    marks.clear();
    while (replicas < wanted) {
      String pod = "pod/demo-app-" + ++pods;
      now.add(new Mark(1, now(), Mark.Kind.POD_CREATED, pod, ""));
      now.add(new Mark(1, now().plusMillis(900), Mark.Kind.POD_READY, pod, ""));
      replicas++;
    }
    replicas = wanted;
    double served = Math.min(offered, replicas * CAPACITY);
    answered += served;
    failed += offered - served;
    cost += replicas * 1e-6;
    points.add(
        new Point(
            second,
            new Point.Traffic(
                offered,
                offered,
                served,
                offered - served,
                0,
                offered > 0
                    ? Optional.of(new Point.Latency(5, offered > served ? 2_000 : 20, 3_000))
                    : Optional.empty()),
            new Point.Replicas(
                wanted, replicas, replicas, offered > 0 ? OptionalInt.empty() : OptionalInt.of(1)),
            List.of(new Point.PodCpu("demo-app-0", 40)),
            50,
            cost,
            List.copyOf(now)));
  }

  @Override
  public WorkloadPicture workload() {
    return new WorkloadPicture(
        now(),
        "demo-app",
        URI.create("http://127.0.0.1:1"),
        replicas,
        replicas,
        replicas,
        List.of(),
        0);
  }

  @Override
  public Autoscaler autoscaler() {
    return autoscaler;
  }

  @Override
  public void lend(Autoscaler edited) {
    if (refuses.isPresent()) {
      throw new InvalidTrialException(refuses.get());
    }
    autoscaler = edited;
    told.add("maxReplicas " + edited.maxReplicas());
  }

  @Override
  public void giveBack(Autoscaler before) {
    lend(before);
  }

  @Override
  public Map<String, Long> requestsMilli() {
    return Map.of("cpu", 100L, "memory", 64L * (1 << 20) * 1_000);
  }

  @Override
  public String targetVersion() {
    return "demo-app@1";
  }

  @Override
  public List<Decision> decisionsSince(@Nullable Decision last) {
    return List.of();
  }

  @Override
  public List<Point> points(long fromSecond, long toSecond) {
    return points.stream()
        .filter(point -> point.second() >= fromSecond && point.second() <= toSecond)
        .toList();
  }

  @Override
  public void mark(Mark.Kind kind, String object, String text) {
    marks.add(new Mark(1, now(), kind, object, text));
  }

  @Override
  public RunsPicture runs() {
    if (run != null && second - startedAt > vanishesAfter) {
      return new RunsPicture(List.of(), Optional.of("The load tester does not answer."));
    }
    return new RunsPicture(run == null ? List.of() : List.of(view()), Optional.empty());
  }

  private JsonNode view() {
    ObjectNode view = JSON.createObjectNode();
    view.setAll(run);
    view.put("state", second > endsAt ? endState : "RUNNING");
    view.put("scheduled", Math.round(answered + failed));
    view.put("answered", Math.round(answered));
    view.put("failed", Math.round(failed));
    view.put("dropped", 0);
    view.put("invalidBecause", "the generator was late");
    return view;
  }

  @Override
  public JsonNode startLoad(Map<String, Object> parameters) {
    rate = ((Number) parameters.get("rate")).doubleValue();
    startedAt = second;
    endsAt = second + ((Number) parameters.get("duration")).longValue();
    answered = 0;
    failed = 0;
    run = JSON.createObjectNode();
    run.put("id", "r" + second).put("cpuMillis", 2).put("startedAt", now().toString());
    return view();
  }

  @Override
  public void stopLoad(String id) {
    endsAt = second;
    told.add("stopped");
  }

  @Override
  public Optional<JsonNode> run(String id) {
    return Optional.of(view());
  }

  @Override
  public Optional<String> recordOf(String id, String what) {
    return Optional.empty();
  }

  @Override
  public void limitCpu(OptionalInt millicores) {
    if (refuses.isPresent()) {
      throw new InvalidTrialException(refuses.get());
    }
    told.add("limit " + millicores);
  }

  @Override
  public Optional<String> foreignNamespace() {
    return foreignNamespace;
  }

  @Override
  public boolean makesCopies() {
    return makesCopies;
  }

  @Override
  public TargetCopy copyOfTarget(int cpuLimitMillicores) {
    throw new IllegalStateException("There are no copies here.");
  }

  @Override
  public Map<String, String> setUp() {
    return Map.of("java", "25");
  }
}
