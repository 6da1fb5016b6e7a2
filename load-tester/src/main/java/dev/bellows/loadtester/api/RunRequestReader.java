package dev.bellows.loadtester.api;

import dev.bellows.core.schedule.RateCurve;
import dev.bellows.core.schedule.shape.FullLoad;
import dev.bellows.core.schedule.shape.Profile;
import dev.bellows.core.schedule.shape.Shape;
import dev.bellows.core.schedule.shape.WarmUp;
import dev.bellows.loadtester.engine.WorkMix;
import dev.bellows.loadtester.http.HttpEndpoint;
import dev.bellows.loadtester.http.TargetPolicy;
import dev.bellows.loadtester.http.TargetRefused;
import dev.bellows.loadtester.http.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/// Turns the parameters of a request for load into a checked one, or says what is wrong with them.
final class RunRequestReader {

  static final double MIN_INTENSITY = 1;
  static final double MAX_INTENSITY = 200;
  private static final double MIN_RATE = 0.1;
  private static final double MIN_CPU_MILLIS = 0.1;
  private static final double MAX_CPU_MILLIS = 10_000;
  private static final double DEFAULT_DURATION_SECONDS = 60;
  private static final long SEEDS = 1L << 53;
  static final Set<String> KNOWN = known();

  private final LoadConfig config;
  private final TargetPolicy targets;

  RunRequestReader(LoadConfig config, TargetPolicy targets) {
    this.config = config;
    this.targets = targets;
  }

  /// One request at a time: a recording takes several times its size while it is read.
  ///
  /// @param now for what is agreed to happen at an instant
  synchronized RunRequest read(Parameters given, Instant now) {
    given.refuseUnknown(KNOWN);
    Optional<Profile> profile = Profile.read(given);
    FleetTerms fleet = FleetTerms.read(given, now);
    // Others carry the other parts of what is asked for.
    double maxRate = config.maxRate() * fleet.slice().count();
    double longest = config.maxDuration().toMillis() / 1e3;
    double seconds =
        given
            .number("duration", 1, longest, " seconds")
            .orElse(profile.map(Profile::seconds).orElse(DEFAULT_DURATION_SECONDS));
    Optional<Long> users = users(given, fleet.slice().count());
    Optional<Double> intensity =
        intensity(given)
            .or(() -> users.isPresent() ? Optional.empty() : profile.map(Profile::intensity));
    if (users.isEmpty()) {
      profile.ifPresent(named -> named.addShapeTo(given, seconds));
    }
    Optional<Double> rate = given.number("rate", MIN_RATE, maxRate, " requests/s");
    Optional<Double> cpuMillis =
        given.number("cpuMillis", MIN_CPU_MILLIS, MAX_CPU_MILLIS, " milliseconds");
    WorkType type = type(given, cpuMillis);
    boolean poisson =
        given.oneOf("arrivals", List.of("poisson", "even"), "poisson").equals("poisson");
    boolean shaped = given.names().contains("shape");
    long seed =
        given
            .whole("seed", Long.MIN_VALUE, Long.MAX_VALUE)
            .or(fleet::seed)
            .orElseGet(() -> ThreadLocalRandom.current().nextLong(SEEDS));
    if (users.isEmpty() && intensity.isEmpty() && rate.isEmpty() && !shaped) {
      throw ProblemException.parameter(
          "intensity",
          "must be given, between %s and %s percent of full load"
              .formatted(Parameters.plain(MIN_INTENSITY), Parameters.plain(MAX_INTENSITY)));
    }
    WorkMix work = type.mix(seed, cpuMillis.orElse(0.0));
    double fullLoad = fullLoadPerSecond(work);
    double percent =
        users.isPresent()
            ? 0
            : rate.map(asked -> asked / fullLoad * 100).or(() -> intensity).orElse(100.0);
    double hundred = rate.orElse(fullLoad * percent / 100);
    Shape shape = Shape.read(given, hundred, seconds);
    RateCurve curve = shape.curve();
    double busiest = curve.busiestSecond(seconds);
    if (!(busiest <= maxRate)) {
      throw ProblemException.parameter(
          shaped ? "shape" : "intensity", tooMuch(busiest, fleet.slice()));
    }
    String target = given.text("target").orElse(config.target());
    RunTerms terms =
        new RunTerms(
            percent,
            users.map(Long::intValue).orElse(0),
            Duration.ofNanos(Math.round(seconds * 1e9)),
            Duration.ofNanos(Math.round(WarmUp.read(given, seconds) * 1e9)),
            type,
            work.meanCpuMillis(),
            shape.name(),
            poisson,
            seed,
            target,
            profile,
            fleet);
    return new RunRequest(terms, work, curve, spoken(given, endpoint(target)));
  }

  /// What to say of a rate that is too much for all parts together.
  String tooMuch(double perSecond, Slice slice) {
    String most = Parameters.plain(config.maxRate() * slice.count());
    String all = slice.count() == 1 ? "" : " of %d load testers".formatted(slice.count());
    return "must not ask for more than %s requests/s%s, but asks for %.1f"
        .formatted(most, all, perSecond);
  }

  /// How the target is to be spoken to.
  private HttpEndpoint spoken(Parameters given, HttpEndpoint endpoint) {
    boolean tls = endpoint.wire().tls();
    String insecure = given.oneOf("insecure", List.of("true", "false"), "" + config.insecure());
    if (given.has("insecure") && !tls) {
      throw ProblemException.parameter("insecure", "needs a target that begins with https://");
    }
    Wire.Version version =
        switch (given.oneOf("http", List.of("best", "1.1", "2"), "best")) {
          case "2" -> Wire.Version.HTTP_2;
          case "best" -> endpoint.wire().version();
          default -> Wire.Version.HTTP_1_1;
        };
    return endpoint.over(endpoint.wire().speaking(version, insecure.equals("true")));
  }

  /// The closed model has no rate, so nothing that speaks of one can be given with it.
  private Optional<Long> users(Parameters given, int parts) {
    Optional<Long> users = given.whole("users", 1, (long) config.maxInFlight() * parts);
    if (users.isPresent()) {
      Set<String> rates = new LinkedHashSet<>(Shape.parameters());
      rates.addAll(List.of("intensity", "rate", "arrivals"));
      for (String name : rates) {
        if (given.names().contains(name)) {
          throw ProblemException.parameter(
              name, "cannot be given with users: in the closed model answers set the pace");
        }
      }
    }
    return users;
  }

  private static Set<String> known() {
    Set<String> names =
        new LinkedHashSet<>(
            List.of(
                "intensity",
                "duration",
                "profile",
                "warmup",
                "type",
                "rate",
                "users",
                "cpuMillis",
                "arrivals",
                "seed",
                "target",
                "http",
                "insecure"));
    names.addAll(Shape.parameters());
    names.addAll(FleetTerms.PARAMETERS);
    return names;
  }

  Optional<Double> intensity(Parameters given) {
    return given.number("intensity", MIN_INTENSITY, MAX_INTENSITY, " percent of full load");
  }

  /// Requests/s at which all pods together use the CPU of full load.
  double fullLoadPerSecond(WorkMix work) {
    return new FullLoad(config.fullLoadMillicores(), config.requestOverheadMicros())
        .ratePerSecond(work.meanCpuMillis());
  }

  private static WorkType type(Parameters given, Optional<Double> cpuMillis) {
    List<String> words =
        Arrays.stream(WorkType.values())
            .filter(type -> type != WorkType.CUSTOM)
            .map(WorkType::word)
            .toList();
    String word = given.oneOf("type", words, WorkType.MIXED.word());
    return cpuMillis.isPresent()
        ? WorkType.CUSTOM
        : WorkType.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private HttpEndpoint endpoint(String target) {
    try {
      return targets.check(target);
    } catch (TargetRefused refused) {
      throw ProblemException.parameter("target", refused.getMessage());
    }
  }
}
