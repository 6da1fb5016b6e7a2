package dev.bellows.cli.api;

/// What a `bellows` command tells the shell; 64, 69 and 70 are those of `sysexits.h`.
public final class ExitCode {
  public static final int PASS = 0;

  /// What autoscaling should have shown was not seen.
  public static final int ELASTICITY_MISSED = 3;

  /// The load generator could not keep its schedule, so the figures are void.
  public static final int INVALID_RUN = 5;

  public static final int BAD_USAGE = 64;
  public static final int NOT_REACHABLE = 69;
  public static final int INTERNAL_ERROR = 70;

  private ExitCode() {}
}
