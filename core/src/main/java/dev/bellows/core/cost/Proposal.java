package dev.bellows.core.cost;

import dev.bellows.core.cost.Settings.Change;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Settings that would have cost less.
///
/// @param percent how much was asked to be saved
/// @param reached whether it is saved; otherwise this is the most of all that was tried
/// @param changes what to change; empty if nothing that was tried saves anything
/// @param before what the settings in force would have cost and missed, in virtual time too
/// @param after what the proposed ones would have
public record Proposal(
    int percent,
    boolean reached,
    Settings settings,
    List<Change> changes,
    Expected before,
    Expected after) {

  public Proposal {
    changes = List.copyOf(changes);
  }

  /// The share of the cost that is saved \[0..1\].
  public double savedShare() {
    double cost = before.cost().run().total();
    return cost > 0 ? 1 - after.cost().run().total() / cost : 0;
  }

  /// What it says, for people.
  public String sentence() {
    if (changes.isEmpty()) {
      return "Nothing that was tried saves anything.";
    }
    String what =
        changes.stream()
            .map(change -> change.field() + " " + change.from() + " -> " + change.to())
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%s would have saved %.1f %%%s; %.0f requests beyond capacity instead of %.0f.",
        what,
        100 * savedShare(),
        reached ? "" : ", the most of all that was tried",
        after.missedRequests(),
        before.missedRequests());
  }
}
