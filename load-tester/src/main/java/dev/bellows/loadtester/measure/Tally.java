package dev.bellows.loadtester.measure;

/// Counts of arrivals that only grow, for one thread.
final class Tally {

  long scheduled;
  long sent;
  long dropped;
  long answered;
  long failed;

  /// @param held what the engine has in its hands at this moment
  Counts with(Held held) {
    return new Counts(scheduled, sent, dropped, held.waiting(), answered, failed, held.inFlight());
  }
}
