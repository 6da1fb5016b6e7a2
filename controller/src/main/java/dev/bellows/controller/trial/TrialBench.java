package dev.bellows.controller.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bellows.controller.cluster.TargetCopy;
import dev.bellows.controller.cluster.WorkloadPicture;
import dev.bellows.controller.history.Mark;
import dev.bellows.controller.history.Point;
import dev.bellows.controller.load.RunsPicture;
import dev.bellows.controller.loop.Autoscaler;
import dev.bellows.core.scaling.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What a trial needs of the bench it runs on.
interface TrialBench {
  Instant now();

  /// Waits for about a second.
  ///
  /// @throws TrialStoppedException when the controller ends
  void aSecond();

  WorkloadPicture workload();

  Autoscaler autoscaler();

  /// Puts another autoscaler into force until [#giveBack]; where that outlives this controller, the
  /// next one gives it back.
  void lend(Autoscaler autoscaler);

  /// Puts back what was in force; nothing happens where nothing was lent.
  void giveBack(Autoscaler before);

  /// Resource name -> request of a pod in thousandths.
  Map<String, Long> requestsMilli();

  /// What identifies the target's program: capacities of another one do not hold.
  String targetVersion();

  /// Decisions after the one given, oldest first.
  List<Decision> decisionsSince(@Nullable Decision last);

  List<Point> points(long fromSecond, long toSecond);

  void mark(Mark.Kind kind, String object, String text);

  RunsPicture runs();

  /// Starts load.
  ///
  /// @return the run
  /// @throws InvalidTrialException when the load tester refuses it or does not answer
  JsonNode startLoad(Map<String, Object> parameters);

  void stopLoad(String run);

  /// The run as the load tester tells it now.
  Optional<JsonNode> run(String id);

  /// What the load tester keeps of a run: `histogram` or `seconds`.
  Optional<String> recordOf(String run, String what);

  /// Sets the CPU limit of the target's pods, which are replaced one by one; empty for the one of
  /// the manifest.
  void limitCpu(OptionalInt millicores);

  /// Where copies of the target go, if that is somebody else's namespace.
  Optional<String> foreignNamespace();

  /// Whether copies of the target can be had here.
  boolean makesCopies();

  /// Starts a copy of the target that nothing scales and that no other load reaches.
  ///
  /// @throws InvalidTrialException where there are none
  TargetCopy copyOfTarget(int cpuLimitMillicores);

  /// What the bench runs on, by name.
  Map<String, String> setUp();
}
