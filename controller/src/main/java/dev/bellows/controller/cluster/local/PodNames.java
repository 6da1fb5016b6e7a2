package dev.bellows.controller.cluster.local;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Names as Kubernetes gives them: without vowels and look-alikes, so that they spell nothing.
final class PodNames {
  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";
  private static final int LENGTH = 5;

  private final RandomGenerator random = new SecureRandom();

  String next(String workload) {
    StringBuilder name = new StringBuilder(workload).append('-');
    for (int i = 0; i < LENGTH; i++) {
      name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return name.toString();
  }

  String uid() {
    return UUID.randomUUID().toString();
  }
}
