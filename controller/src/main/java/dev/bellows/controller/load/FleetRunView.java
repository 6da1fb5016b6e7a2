package dev.bellows.controller.load;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A [FleetRun] as JSON: a load tester's run, whose numbers are those of all parts, with `missing`
/// (arrivals that fell due in parts of which nothing is heard) and `testers`.
final class FleetRunView {
  private static final List<String> OF_ONE_PART =
      List.of("invalidBecause", "slice", "fleet", "leaseEndsAt", "stoppedBecause");

  private final FleetRun run;
  private final MergedTotals totals;
  private final MergedSeconds seconds;
  private final List<Share> shares;
  private final boolean running;

  FleetRunView(FleetRun run, MergedTotals totals, MergedSeconds seconds) {
    this.run = run;
    this.totals = totals;
    this.seconds = seconds;
    this.shares = run.shares();
    this.running = run.state().equals("RUNNING");
  }

  ObjectNode json() {
    Share first = shares.stream().filter(Share::isHeard).findFirst().orElseGet(shares::getFirst);
    ObjectNode json = first.run().deepCopy();
    json.remove(OF_ONE_PART);
    Counts counts = shares.stream().map(Share::counts).reduce(Counts.NONE, Counts::plus);
    json.put("id", run.name()).put("state", run.state());
    String because = invalidBecause();
    if (!because.isEmpty()) {
      json.put("invalidBecause", because);
    }
    if (run.state().equals("STOPPED") && first.run().has("stoppedBecause")) {
      json.set("stoppedBecause", first.run().get("stoppedBecause"));
    }
    json.put("startedAt", run.startedAt().toString()).put("endsAt", run.endsAt().toString());
    json.put("targetRate", sum("targetRate", shares));
    json.put("achievedRate", achievedRate(counts));
    counts.writeTo(json);
    if (json.get("warmup") instanceof ObjectNode warmUp) {
      shares.stream()
          .map(share -> Counts.read(share.run().path("warmup")))
          .reduce(Counts.NONE, Counts::plus)
          .writeTo(warmUp);
    }
    json.put("missing", shares.stream().mapToLong(this::missing).sum());
    totals.writeTo(json);
    writeSecond(json);
    ArrayNode testers = json.putArray("testers");
    shares.forEach(share -> testers.add(share.json()));
    String self = "/runs/" + run.name();
    json.putObject("links")
        .put("self", self)
        .put("events", self + "/events")
        .put("stop", self)
        .put("histogram", self + "/histogram")
        .put("seconds", self + "/seconds");
    return json;
  }

  /// What the parts say of themselves while the run goes on, and when all have told their last
  /// word: one that was stopped early knows best for how long it had sent.
  private double achievedRate(Counts counts) {
    if (running) {
      return sum("achievedRate", shares.stream().filter(Share::isHeard).toList());
    }
    if (shares.stream().allMatch(Share::isOver)) {
      return sum("achievedRate", shares);
    }
    double length = Duration.between(run.startedAt(), run.sendingEndsAt()).toMillis() / 1e3;
    double warmUp = shares.getFirst().run().path("warmup").path("seconds").asDouble();
    double measured = Math.min(totals.elapsedSeconds(), length) - warmUp;
    return measured > 0 ? counts.sent() / measured : 0;
  }

  private static double sum(String field, List<Share> some) {
    return some.stream().mapToDouble(share -> share.run().path(field).asDouble()).sum();
  }

  /// The latencies of the last second that all parts have told of which something is heard.
  private void writeSecond(ObjectNode json) {
    int last =
        shares.stream().filter(Share::isHeard).mapToInt(Share::nextSecond).min().orElse(0) - 1;
    MergedSecond second = seconds.at(last);
    if (second != null) {
      json.set(
          "second",
          MergedTotals.latency(
              second.corrected().decoded(), second.service().decoded(), second.lag().decoded()));
    }
  }

  private String invalidBecause() {
    List<String> reasons = new ArrayList<>();
    for (Share share : shares) {
      if (share.lostBecause() != null) {
        reasons.add(
            text(
                "the load tester at %s %s: %,d arrivals of its share are missing, from second %.0f"
                    + " on",
                share.address(), share.lostBecause(), missing(share), share.toldSeconds()));
      } else if (!share.isHeard()) {
        reasons.add(
            text(
                "the load tester at %s has not answered since second %.0f: %,d arrivals of its"
                    + " share are missing so far",
                share.address(), share.toldSeconds(), missing(share)));
      } else if (share.run().has("invalidBecause")) {
        String because = share.run().path("invalidBecause").asText();
        reasons.add(
            shares.size() == 1
                ? because
                : "the load tester at %s: %s".formatted(share.address(), because));
      }
    }
    Instant broken = run.brokenAt();
    if (broken != null && broken.isBefore(run.endsAt()) && shares.size() > 1) {
      reasons.add("the rest of the run was called off, because it is not the load asked for");
    }
    return reasons.stream().collect(Collectors.joining("; "));
  }

  /// Arrivals that fell due in a part of which nothing is heard. The parts take turns, so each has
  /// as many as any other, give or take one. Where nobody is left to compare with, the rate that
  /// the part had tells how many fell due until it was given up.
  private long missing(Share share) {
    if (share.isHeard()) {
      return 0;
    }
    long most =
        shares.stream()
            .filter(Share::isHeard)
            .map(Share::counts)
            .max(Comparator.comparingLong(Counts::scheduled))
            .map(Counts::scheduled)
            .orElseGet(() -> expected(share));
    return Math.max(0, most - share.counts().scheduled());
  }

  private long expected(Share share) {
    Instant broken = run.brokenAt();
    Instant until = broken == null ? Instant.now() : broken;
    Instant end = until.isBefore(run.endsAt()) ? until : run.endsAt();
    double unheard = Duration.between(run.startedAt(), end).toMillis() / 1e3 - share.toldSeconds();
    long due = Math.round(Math.max(0, unheard) * share.run().path("targetRate").asDouble());
    return Math.min(share.counts().scheduled() + due, Math.max(share.planned(), 0));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
