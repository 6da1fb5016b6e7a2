package dev.bellows.demoapp.hashing;

/// The proof of a burn: SHA-256 applied `rounds` times to the UTF-8 bytes of `seed` (each round to
/// the digest of the one before) is `digest`, and that took `cpuMicros` of CPU time.
record Receipt(
    String pod, String seed, String digest, long rounds, long cpuMicros, long queuedMicros) {

  /// Written by hand to keep a request cheap; [dev.bellows.demoapp.Pod] sees to it that a name
  /// needs no escapes.
  String toJson() {
    return "{\"pod\":\""
        + pod
        + "\",\"seed\":\""
        + seed
        + "\",\"digest\":\""
        + digest
        + "\",\"rounds\":"
        + rounds
        + ",\"cpuMicros\":"
        + cpuMicros
        + ",\"queuedMicros\":"
        + queuedMicros
        + "}";
  }
}
