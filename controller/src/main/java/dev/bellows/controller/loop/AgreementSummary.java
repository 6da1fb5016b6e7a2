package dev.bellows.controller.loop;

import java.util.Optional;

/// How often the engine in the shadow of a cluster's autoscaler came to what that one did.
///
/// @param statusChanges changes of the autoscaler's status that could be compared
/// @param agreed those of them that the engine reproduced: the desired replicas and every
///   condition's status and reason
/// @param withIncompleteMemory further changes, not counted: the watch, or the last answer that was
///   missing, was younger than the windows that the autoscaler looks back over
/// @param notComparable further changes that rest on metrics which are not read
/// @param silentTicks ticks between the changes, at which the status stayed as it was
/// @param silentDisagreements those of them at which the engine would have rescaled
public record AgreementSummary(
    int statusChanges,
    int agreed,
    int withIncompleteMemory,
    int notComparable,
    int silentTicks,
    int silentDisagreements) {

  static final AgreementSummary NONE = new AgreementSummary(0, 0, 0, 0, 0, 0);

  /// From 0 to 1; empty before the first change.
  public Optional<Double> share() {
    return statusChanges == 0 ? Optional.empty() : Optional.of((double) agreed / statusChanges);
  }

  AgreementSummary changed(boolean counted, boolean agrees) {
    return new AgreementSummary(
        statusChanges + (counted ? 1 : 0),
        agreed + (counted && agrees ? 1 : 0),
        withIncompleteMemory + (counted ? 0 : 1),
        notComparable,
        silentTicks,
        silentDisagreements);
  }

  AgreementSummary changedBeyondSight() {
    return new AgreementSummary(
        statusChanges,
        agreed,
        withIncompleteMemory,
        notComparable + 1,
        silentTicks,
        silentDisagreements);
  }

  AgreementSummary silent(boolean agrees) {
    return new AgreementSummary(
        statusChanges,
        agreed,
        withIncompleteMemory,
        notComparable,
        silentTicks + 1,
        silentDisagreements + (agrees ? 0 : 1));
  }
}
