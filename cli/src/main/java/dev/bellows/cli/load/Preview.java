package dev.bellows.cli.load;

import dev.bellows.core.schedule.ArrivalSchedule;
import dev.bellows.core.schedule.RateCurve;
import dev.bellows.core.schedule.shape.BadValue;
import dev.bellows.core.schedule.shape.FullLoad;
import dev.bellows.core.schedule.shape.Profile;
import dev.bellows.core.schedule.shape.RequestWork;
import dev.bellows.core.schedule.shape.Shape;
import dev.bellows.core.schedule.shape.Values;
import dev.bellows.core.schedule.shape.WarmUp;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// A load that is not started: its curve and what it comes to, by the classes that would drive it.
///
/// @param shape the curve \[requests/s\]
/// @param seconds how long
/// @param reckoned whether the rate comes from an intensity, so from what a request is taken to
///   cost
/// @param seeded how many arrivals the given seed gives, where one was given
record Preview(
    Shape shape, double seconds, boolean poisson, boolean reckoned, OptionalLong seeded) {

  /// What the bench of `bellows up` takes full load to be; another one may differ.
  static final FullLoad BENCH = new FullLoad(500, 700);

  private static final double LONGEST_SECONDS = 3600;

  /// What a load tester sends at most, as it comes; a preview asks nobody how many there are.
  static final double HIGHEST_RATE_OF_ONE = 50_000;

  private static final double HIGHEST_RATE = 20 * HIGHEST_RATE_OF_ONE;
  private static final double MOST_ARRIVALS_COUNTED = 5_000_000;
  private static final int FINEST = 2_000;

  /// @throws BadValue naming the value that the load tester would refuse
  static Preview of(Values given) {
    if (given.has("users")) {
      throw new BadValue("users", "has no curve to show: in the closed model answers set the pace");
    }
    Optional<Profile> profile = Profile.read(given);
    double seconds =
        given
            .number("duration", 1, LONGEST_SECONDS, " seconds")
            .orElse(profile.map(Profile::seconds).orElse(60.0));
    WarmUp.read(given, seconds);
    profile.ifPresent(named -> named.addShapeTo(given, seconds));
    double percent =
        given
            .number("intensity", 1, 200, " percent of full load")
            .orElse(profile.map(Profile::intensity).orElse(100.0));
    boolean reckoned = !given.has("rate");
    double hundred =
        given
            .number("rate", 0.1, HIGHEST_RATE, " requests/s")
            .orElse(BENCH.ratePerSecond(cpuMillis(given)) * percent / 100);
    boolean poisson =
        "poisson".equals(given.oneOf("arrivals", List.of("poisson", "even"), "poisson"));
    Shape shape = Shape.read(given, hundred, seconds);
    double busiest = shape.curve().busiestSecond(seconds);
    if (!(busiest <= HIGHEST_RATE)) {
      throw new BadValue(
          given.names().contains("shape") ? "shape" : "intensity",
          "must not ask for more than %s requests/s, but asks for %.1f"
              .formatted(Values.plain(HIGHEST_RATE), busiest));
    }
    OptionalLong seed =
        given
            .whole("seed", Long.MIN_VALUE, Long.MAX_VALUE)
            .map(OptionalLong::of)
            .orElse(OptionalLong.empty());
    boolean countable = shape.curve().arrivalsUntil(seconds) <= MOST_ARRIVALS_COUNTED;
    OptionalLong seeded =
        poisson && countable && seed.isPresent()
            ? OptionalLong.of(counted(shape.curve(), seconds, seed.getAsLong()))
            : OptionalLong.empty();
    return new Preview(shape, seconds, poisson, reckoned, seeded);
  }

  /// Arrivals that are due: exactly so for even ones, on average for Poisson ones.
  double arrivals() {
    return shape.curve().arrivalsUntil(seconds);
  }

  /// How many load testers have to share it at least.
  int loadTesters() {
    return (int) Math.max(1, Math.ceil(shape.curve().busiestSecond(seconds) / HIGHEST_RATE_OF_ONE));
  }

  double mean() {
    return arrivals() / seconds;
  }

  /// The highest rate; the curve's own peak, which need not fall into this time, where the means
  /// only cut off its tip.
  double peak() {
    double seen = Arrays.stream(rates(parts())).max().orElseThrow();
    double tip = shape.curve().peakPerSecond();
    return tip < seen * 1.01 ? tip : seen;
  }

  double min() {
    return Arrays.stream(rates(parts())).min().orElseThrow();
  }

  /// Fine enough for a short spike; a recording of single requests has a rate by the second only.
  private int parts() {
    return shape.name().contains("replay") ? (int) Math.ceil(seconds) : FINEST;
  }

  /// The mean rate of each of so many equal parts of the time.
  double[] rates(int parts) {
    double[] rates = new double[parts];
    double before = 0;
    for (int part = 0; part < parts; part++) {
      double until = shape.curve().arrivalsUntil(seconds * (part + 1) / parts);
      rates[part] = Math.max(0, until - before) / (seconds / parts);
      before = until;
    }
    return rates;
  }

  private static double cpuMillis(Values given) {
    List<String> types =
        Arrays.stream(RequestWork.values())
            .map(work -> work.name().toLowerCase(Locale.ROOT))
            .toList();
    String type = given.oneOf("type", types, "mixed");
    return given
        .number("cpuMillis", 0.1, 10_000, " milliseconds")
        .orElse(RequestWork.valueOf(type.toUpperCase(Locale.ROOT)).meanCpuMillis());
  }

  private static long counted(RateCurve curve, double seconds, long seed) {
    ArrivalSchedule schedule =
        ArrivalSchedule.poisson(curve, Duration.ofNanos(Math.round(seconds * 1e9)), seed);
    long count = 0;
    while (schedule.nextIntendedNanos() != ArrivalSchedule.NEVER) {
      schedule.take();
      count++;
    }
    return count;
  }
}
