package dev.bellows.cli.watch;

import dev.bellows.cli.api.Json;
import dev.bellows.cli.draw.Glyphs;
import dev.bellows.cli.draw.Line;
import dev.bellows.cli.draw.Style;

/// The autoscaler's conditions in plain words.
public final class Meaning {
  private Meaning() {}

  /// A mark, the condition's type, its meaning.
  public static Line of(Json condition, Glyphs glyphs) {
    boolean good = isGood(condition);
    String type = condition.text("type");
    Style style = good ? Style.GREEN : "ScalingLimited".equals(type) ? Style.YELLOW : Style.RED;
    return new Line()
        .put(style, good ? glyphs.tick() + " " : "! ")
        .put(Style.PLAIN, type)
        .to(17)
        .put(Style.PLAIN, words(condition));
  }

  /// Being limited is the one condition that is bad when it is true.
  public static boolean isGood(Json condition) {
    boolean holds = "True".equals(condition.text("status"));
    return "ScalingLimited".equals(condition.text("type")) != holds;
  }

  public static String words(Json condition) {
    return switch (condition.text("reason")) {
      case "SucceededRescale" -> "has just changed the number of pods";
      case "ReadyForNewScale" -> "ready for the next change";
      case "SucceededGetScale" -> "knows the number of pods";
      case "ScaleDownStabilized" -> "waits: a recent, higher recommendation still holds pods";
      case "ScaleUpStabilized" -> "waits: a recent, lower recommendation still holds";
      case "FailedGetScale", "FailedUpdateScale" -> "cannot change the number of pods";
      case "ValidMetricFound" -> "the metric is there and is used";
      case "ScalingDisabled" -> "switched off: the workload is scaled to 0";
      case "FailedGetResourceMetric" -> "there is no CPU figure";
      case "DesiredWithinRange" -> "free: what it wants lies between min and max";
      case "TooManyReplicas" -> "wants more pods than maxReplicas allows";
      case "TooFewReplicas" -> "wants fewer pods than minReplicas allows";
      case "ScaleUpLimit" -> "held back: pods are added as fast as the policies allow";
      case "ScaleDownLimit" -> "held back: pods are removed as fast as the policies allow";
      default -> condition.text("message");
    };
  }
}
