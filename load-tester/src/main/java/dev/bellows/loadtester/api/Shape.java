package dev.bellows.loadtester.api;

import dev.bellows.core.schedule.RateCurve;
import dev.bellows.core.schedule.RateCurves;
import dev.bellows.core.schedule.RateCurves.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the shape of a load. A level is a percentage of the run's own rate (`150`), or a rate of
/// its own (`45/s`).
final class Shape {

  static final List<String> NAMES = List.of("constant", "steps");

  private static final Pattern STEP =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(/s)?@(\\d{1,6}(?:\\.\\d{1,9})?)(s|m|h)?");
  private static final int MAX_STEPS = 1_000;

  private Shape() {}

  /// @param hundredPerSecond the rate of level 100
  static RateCurve read(String name, Parameters given, double hundredPerSecond) {
    if (name.equals("steps")) {
      return steps(given, hundredPerSecond);
    }
    if (given.has("steps")) {
      throw ProblemException.parameter("steps", "needs shape=steps, but shape was " + name);
    }
    return RateCurves.constant(hundredPerSecond);
  }

  private static RateCurve steps(Parameters given, double hundredPerSecond) {
    String text = given.text("steps").orElse("");
    List<Step> steps = new ArrayList<>();
    for (String part : text.split(",")) {
      Matcher step = STEP.matcher(part.strip());
      if (!step.matches() || steps.size() == MAX_STEPS || seconds(step) == 0) {
        throw ProblemException.parameter(
            "steps",
            "must be 1 to %d steps of the form level@time, such as 20@30s,45/s@1m, but was %s"
                .formatted(MAX_STEPS, Parameters.shown(text)));
      }
      double level = Double.parseDouble(step.group(1));
      steps.add(
          new Step(seconds(step), step.group(2) == null ? level / 100 * hundredPerSecond : level));
    }
    return RateCurves.steps(steps);
  }

  private static double seconds(Matcher step) {
    double unit =
        switch (step.group(4)) {
          case "m" -> 60;
          case "h" -> 3600;
          case null, default -> 1;
        };
    return Double.parseDouble(step.group(3)) * unit;
  }
}
