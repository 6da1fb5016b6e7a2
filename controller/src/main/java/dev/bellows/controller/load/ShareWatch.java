package dev.bellows.controller.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/// Asks a load tester every second what its part of a run did, and renews its lease. It lasts as
/// long as the part does.
final class ShareWatch implements Runnable {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  /// A second is told when it is over; this is how long a load tester may take to add it up.
  private static final Duration AFTER_THE_SECOND = Duration.ofMillis(150);

  private static final int RENEWALS_PER_LEASE = 6;

  /// One refused connection can be a restart of the network; the second one is not.
  private static final int REFUSALS = 2;

  /// As many seconds in one answer mean that more are there.
  private static final int PAGE = 300;

  private final FleetRun run;
  private final Share share;
  private final Tester tester;
  private final TesterClient client;
  private final ObjectMapper json;
  private final LoadConfig config;
  private Instant renewal = Instant.EPOCH;
  private int refusals;

  ShareWatch(
      FleetRun run,
      Share share,
      Tester tester,
      TesterClient client,
      ObjectMapper json,
      LoadConfig config) {
    this.run = run;
    this.share = share;
    this.tester = tester;
    this.client = client;
    this.json = json;
    this.config = config;
  }

  @Override
  public void run() {
    try {
      while (run.goesOn(share)) {
        if (!ask()) {
          Thread.sleep(untilNextSecond());
        }
      }
      stopLostOne();
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return whether there is more to ask for at once
  private boolean ask() {
    try {
      renewLease();
      String path = "/runs/%s/intervals?from=%d".formatted(share.id(), run.nextSecond(share));
      TesterAnswer answer = client.get(tester.address(), path);
      refusals = 0;
      if (answer.status() == 404) {
        run.lose(share, "does not know its part any more: it was restarted", Instant.now());
        return false;
      }
      ShareReport report = ShareReport.read(json.readTree(answer.body()));
      run.tell(share, report, Instant.now());
      return report.seconds().size() >= PAGE;
    } catch (TesterAbsentException absent) {
      refusals = absent.nobodyThere() ? refusals + 1 : 0;
      if (refusals >= REFUSALS) {
        run.lose(share, "is gone: nobody listens at its address any more", Instant.now());
        return false;
      }
    } catch (IOException | RuntimeException unreadable) {
      // It is as if nothing had been said.
    }
    run.silent(share, config.silence(), config.patience(), Instant.now());
    return false;
  }

  private void renewLease() {
    Instant now = Instant.now();
    if (now.isBefore(renewal)) {
      return;
    }
    client.renew(tester.address(), share.id());
    renewal = now.plus(config.lease().dividedBy(RENEWALS_PER_LEASE));
  }

  private Duration untilNextSecond() {
    Duration since = Duration.between(run.startedAt().plus(AFTER_THE_SECOND), Instant.now());
    long over = Math.floorMod(since.toMillis(), PERIOD.toMillis());
    return PERIOD.minusMillis(over);
  }

  /// A load tester that was given up may only have been out of reach, and still go on with its part
  /// until its lease ends.
  private void stopLostOne() throws InterruptedException {
    Instant end = Instant.now().plus(config.lease());
    while (run.isLost(share) && Instant.now().isBefore(end)) {
      try {
        client.send(tester.address(), "DELETE", "/runs/" + share.id());
        return;
      } catch (TesterAbsentException stillAway) {
        Thread.sleep(PERIOD);
      }
    }
  }
}
