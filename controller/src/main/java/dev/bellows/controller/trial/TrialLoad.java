package dev.bellows.controller.trial;

import dev.bellows.core.schedule.shape.BadValue;
import dev.bellows.core.schedule.shape.Profile;
import dev.bellows.core.schedule.shape.RequestWork;
import dev.bellows.core.schedule.shape.Shape;
import dev.bellows.core.schedule.shape.Values;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The load of a trial: parameters of `/load`, checked as far as that can be done without a load
/// tester. The bounds that its operator sets are its own to tell.
final class TrialLoad extends Values {
  /// Without shapes and what they have.
  static final Set<String> OWN =
      Set.of(
          "profile",
          "intensity",
          "rate",
          "users",
          "duration",
          "warmup",
          "type",
          "cpuMillis",
          "arrivals",
          "seed",
          "target",
          "http",
          "insecure");

  private static final Duration LONGEST = Duration.ofDays(365);
  private static final double HIGHEST_RATE = 1e6;
  private static final int MOST_USERS = 1_000_000;
  private static final double USUAL_SECONDS = 60;

  private TrialLoad(Map<String, Object> fields) {
    putTree(fields);
  }

  /// The parameters as a load tester takes them: times are seconds.
  static Map<String, Object> read(Field field) {
    Map<String, Object> given = new LinkedHashMap<>();
    for (String name : field.fields().keySet()) {
      field.optional(name).ifPresent(value -> given.put(name, value.document()));
    }
    for (String time : List.of("duration", "warmup")) {
      field
          .optional(time)
          .map(value ->
              value.time(time.equals("duration") ? Duration.ofSeconds(1) : Duration.ZERO, LONGEST))
          .ifPresent(length -> given.put(time, length.toMillis() / 1e3));
    }
    field.optional("target").ifPresent(Field::text);
    field.optional("intensity").ifPresent(value -> value.number(1, 200));
    field.optional("rate").ifPresent(value -> value.number(0.1, HIGHEST_RATE));
    field.optional("cpuMillis").ifPresent(value -> value.number(0.1, 10_000));
    field.optional("users").ifPresent(value -> value.whole(1, MOST_USERS));
    try {
      new TrialLoad(given).check();
      return given;
    } catch (BadValue bad) {
      throw blamed(field, bad);
    }
  }

  /// The value to blame may be one of the load or of its shape.
  private static TrialFileException blamed(Field load, BadValue bad) {
    return List.of(bad.name(), "shape." + bad.name()).stream()
        .map(load::at)
        .filter(found -> found.path().endsWith("." + bad.name()))
        .findFirst()
        .map(found -> found.wrong(bad.rule() + "."))
        .orElseGet(() -> load.wrong(bad.getMessage()));
  }

  private void check() {
    Set<String> known = new LinkedHashSet<>(OWN.stream().sorted().toList());
    known.addAll(Shape.parameters());
    refuseUnknown(known);
    oneOf("type", words(), "mixed");
    oneOf("arrivals", List.of("poisson", "even"), "poisson");
    oneOf("http", List.of("best", "1.1", "2"), "best");
    oneOf("insecure", List.of("true", "false"), "false");
    whole("seed", Long.MIN_VALUE, Long.MAX_VALUE);
    Optional<Profile> profile = Profile.read(this);
    if (has("users")) {
      refuseRates();
      return;
    }
    boolean paced = names().stream().anyMatch(Set.of("intensity", "rate", "shape")::contains);
    if (profile.isEmpty() && !paced) {
      throw new BadValue(
          "intensity", "is missing: give a profile, an intensity, a rate, a shape or users");
    }
    double seconds =
        seconds("duration").orElse(profile.map(Profile::seconds).orElse(USUAL_SECONDS));
    profile.ifPresent(named -> named.addShapeTo(this, seconds));
    Shape.read(this, 100, seconds);
  }

  /// In the closed model answers set the pace.
  private void refuseRates() {
    Set<String> rates = new LinkedHashSet<>(Shape.parameters());
    rates.addAll(List.of("intensity", "rate", "arrivals"));
    for (String name : rates) {
      if (names().contains(name)) {
        throw new BadValue(
            name, "cannot be given with users: in the closed model answers set the pace");
      }
    }
  }

  private static List<String> words() {
    return Arrays.stream(RequestWork.values())
        .map(work -> work.name().toLowerCase(Locale.ROOT))
        .toList();
  }
}
