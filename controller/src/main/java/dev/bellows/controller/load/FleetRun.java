package dev.bellows.controller.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One run whose arrivals several load testers share, or one of them has all of.
///
/// It is what its parts have told, second by second, put together again. A part that falls silent
/// is missing, and may come back with all that it did meanwhile. A part that is lost makes the
/// whole invalid at once and ends it, because what is left is not the load that was asked for.
final class FleetRun {

  /// How long a part may have been stopped before the others must be, too.
  private static final Duration STOP_TOGETHER = Duration.ofSeconds(2);

  private final String name;
  private final List<Share> shares;
  private final Instant startedAt;
  private final Instant endsAt;
  private final Consumer<FleetRun> callOff;
  private final TesterLosses losses;
  private final MergedSeconds seconds;
  private final MergedTotals totals = new MergedTotals();
  private final BroadcastProcessor<String> updates = BroadcastProcessor.create();
  private int publishedSeconds;
  private @Nullable Instant stoppedAt;
  private boolean secondsForgotten;
  private boolean unreadable;
  private @Nullable Instant brokenAt;

  /// @param callOff ends what goes on of it
  /// @param losses hears of every part that is lost
  FleetRun(
      String name,
      List<Share> shares,
      Instant startedAt,
      Instant endsAt,
      Consumer<FleetRun> callOff,
      TesterLosses losses) {
    this.name = name;
    this.shares = shares;
    this.startedAt = startedAt;
    this.endsAt = endsAt;
    this.callOff = callOff;
    this.losses = losses;
    this.seconds = new MergedSeconds(shares.size());
  }

  String name() {
    return name;
  }

  Instant startedAt() {
    return startedAt;
  }

  List<Share> shares() {
    return shares;
  }

  synchronized int nextSecond(Share share) {
    return share.nextSecond();
  }

  synchronized boolean goesOn(Share share) {
    return share.goesOn();
  }

  synchronized boolean isLost(Share share) {
    return share.isLost();
  }

  synchronized List<Share> going() {
    return shares.stream().filter(Share::goesOn).toList();
  }

  /// Whether nothing will be told any more.
  synchronized boolean isOver() {
    return shares.stream().noneMatch(Share::goesOn);
  }

  /// Whether it was found again too late to be put together.
  synchronized boolean isUnreadable() {
    return unreadable;
  }

  synchronized void tell(Share share, ShareReport report, Instant now) {
    if (!share.goesOn()) {
      return;
    }
    for (ShareSecond second : report.seconds()) {
      if (share.count(second)) {
        seconds.add(second, share.index());
        totals.add(second);
      }
    }
    share.tell(report, now);
    Counts told = Counts.read(report.run());
    unreadable |= report.complete() && share.counts().scheduled() < told.scheduled();
    judgeStops(now);
    publish(false);
  }

  /// Notes that a part does not answer now.
  synchronized void silent(Share share, Duration reportAfter, Duration loseAfter, Instant now) {
    Duration silence = share.silence(now);
    if (silence.compareTo(loseAfter) >= 0) {
      lose(share, "has not answered for %d s".formatted(silence.toSeconds()), now);
    } else if (silence.compareTo(reportAfter) >= 0 && share.goesOn()) {
      share.miss();
      publish(true);
    }
  }

  /// @param why what happened to its load tester, as the end of a sentence
  synchronized void lose(Share share, String why, Instant now) {
    if (share.isLost()) {
      return;
    }
    share.lose(why);
    losses.lost(name, "The load tester at %s %s.".formatted(share.address(), why), now);
    if (brokenAt == null && stoppedAt == null) {
      brokenAt = now;
      callOff.accept(this);
    }
    publish(true);
  }

  /// Somebody may stop one part at its load tester; then the rest is not the load that was asked
  /// for.
  private void judgeStops(Instant now) {
    if (stoppedAt != null
        || brokenAt != null
        || shares.stream().noneMatch(s -> s.state().equals("RUNNING"))) {
      return;
    }
    for (Share share : shares) {
      if (share.stoppedBefore(now.minus(STOP_TOGETHER))) {
        String why = share.run().path("stoppedBecause").asText("somebody stopped it there");
        lose(share, "ended its part, because " + why, now);
        return;
      }
    }
  }

  /// @return whether there was something to stop
  synchronized boolean stop(Instant now) {
    if (stoppedAt != null || brokenAt != null || isOver()) {
      return false;
    }
    stoppedAt = now;
    publish(true);
    return true;
  }

  private void publish(boolean always) {
    int told =
        shares.stream()
            .filter(share -> share.goesOn() && share.isHeard())
            .mapToInt(Share::nextSecond)
            .min()
            .orElse(Integer.MAX_VALUE);
    boolean over = isOver();
    if (always || over || told > publishedSeconds) {
      publishedSeconds = told;
      updates.onNext(view().toString());
    }
    if (over) {
      updates.onComplete();
    }
  }

  /// The run now, then again every second, to its end.
  Multi<String> events() {
    return Multi.createBy()
        .concatenating()
        .streams(
            Multi.createFrom().item(() -> view().toString()),
            updates.onOverflow().dropPreviousItems());
  }

  synchronized @Nullable String table() {
    return secondsForgotten ? null : seconds.table();
  }

  synchronized @Nullable String log() {
    return secondsForgotten ? null : seconds.log(startedAt);
  }

  synchronized int keptSeconds() {
    return secondsForgotten ? 0 : seconds.size();
  }

  synchronized void forgetSeconds() {
    secondsForgotten = true;
    seconds.clear();
  }

  synchronized String state() {
    if (brokenAt != null) {
      return "INVALID";
    }
    if (stoppedAt != null) {
      return "STOPPED";
    }
    if (!isOver()) {
      return "RUNNING";
    }
    List<String> states = shares.stream().map(Share::state).distinct().toList();
    return states.contains("INVALID") ? "INVALID" : states.size() == 1 ? states.getFirst() : "DONE";
  }

  synchronized ObjectNode view() {
    return new FleetRunView(this, totals, seconds).json();
  }

  Instant endsAt() {
    return endsAt;
  }

  /// When a part was lost.
  @Nullable Instant brokenAt() {
    return brokenAt;
  }

  /// When the last arrival fell due or falls due.
  Instant sendingEndsAt() {
    Instant early = stoppedAt == null ? brokenAt : stoppedAt;
    return early != null && early.isBefore(endsAt) ? early : endsAt;
  }
}
