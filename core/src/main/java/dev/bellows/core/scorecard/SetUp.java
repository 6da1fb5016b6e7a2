package dev.bellows.core.scorecard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// What a trial ran on. Two trials can be compared when their fingerprints are equal, and what
/// differs can be named when they are not.
///
/// @param facts name -> value, such as `bellows`, `kubernetes`, `java`, `os`, `machine`, `cores`,
///   `memoryMebibytes`, `image`, `hpa` (its spec as JSON), `cpuRequest`; in the order of the names
public record SetUp(Map<String, String> facts) {

  private static final int SHOWN_DIGITS = 12;

  public SetUp {
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
  }

  /// The first 12 hexadecimal digits of the SHA-256 of all facts.
  public String fingerprint() {
    StringBuilder text = new StringBuilder();
    facts.forEach((name, value) -> {
      // Lengths keep a value with a line break from looking like two facts.
      text.append(name.length()).append(':').append(name);
      text.append(value.length()).append(':').append(value);
    });
    byte[] digest = sha256().digest(text.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest).substring(0, SHOWN_DIGITS);
  }

  /// The facts in which another set-up differs, with both values; "absent" where one has none.
  public Map<String, String> differences(SetUp other) {
    Map<String, String> differences = new TreeMap<>();
    Map<String, String> names = new TreeMap<>(facts);
    names.putAll(other.facts);
    for (String name : names.keySet()) {
      String mine = facts.getOrDefault(name, "absent");
      String theirs = other.facts.getOrDefault(name, "absent");
      if (!mine.equals(theirs)) {
        differences.put(name, mine + " -> " + theirs);
      }
    }
    return differences;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
