package dev.bellows.loadtester.measure;

/// What the engine has in its hands, counted by itself and apart from what is written down, so that
/// the balance of [Counts] is a check.
///
/// @param waiting due, but without a free connection yet
/// @param inFlight sent, but without an answer yet
public record Held(long waiting, long inFlight) {
  public static final Held NOTHING = new Held(0, 0);
}
