package dev.bellows.core.scorecard;

/// How well a supply of replicas followed the demand for them: the elasticity metrics of the SPEC
/// Research Group's cloud group (technical report SPEC-RG-2016-01, "Ready for Rain?").
///
/// With `d(t)` the demand and `s(t)` the supply in replicas and `T` the time observed:
///
/// | score | formula | unit |
/// |---|---|---|
/// | `thetaU` | `1/T integral max(d - s, 0) dt` | replicas |
/// | `thetaO` | `1/T integral max(s - d, 0) dt` | replicas |
/// | `thetaUNormalized` | `1/T integral max(d - s, 0) / d dt` | 0..1 |
/// | `thetaONormalized` | `1/T integral max(s - d, 0) / d dt` | shares of the demand, may exceed 1 |
/// | `tauU`, `tauO` | share of `T` with `s < d`, with `s > d` | 0..1 |
/// | `demandChanges`, `supplyChanges` | `sum of absolute changes of d`, `of s` | replicas |
/// | `jitterPerMinute` | `(supplyChanges - demandChanges) / T` | replicas/min |
///
/// All are 0 when supply is demand throughout. Demand is at least 1 by its definition ([Demand]);
/// where a series says 0 nevertheless, the surplus is divided by 1.
public record Elasticity(
    double thetaU,
    double thetaO,
    double thetaUNormalized,
    double thetaONormalized,
    double tauU,
    double tauO,
    double demandChanges,
    double supplyChanges,
    double jitterPerMinute) {

  private static final double SECONDS_PER_MINUTE = 60;

  /// Scores what happened from second 0 to the end.
  ///
  /// @param demand replicas needed
  /// @param supply replicas Ready
  /// @param untilSeconds the end, above 0 and not before the last point of either series
  public static Elasticity of(StepSeries demand, StepSeries supply, double untilSeconds) {
    checkEnd("demand", demand, untilSeconds);
    checkEnd("supply", supply, untilSeconds);
    double under = 0;
    double over = 0;
    double underShare = 0;
    double overShare = 0;
    double secondsUnder = 0;
    double secondsOver = 0;
    for (Overlay.Piece piece : Overlay.of(demand, supply, untilSeconds)) {
      double needed = piece.first();
      double missing = Math.max(needed - piece.second(), 0) * piece.seconds();
      double surplus = Math.max(piece.second() - needed, 0) * piece.seconds();
      double divisor = needed > 0 ? needed : 1;
      under += missing;
      over += surplus;
      underShare += missing / divisor;
      overShare += surplus / divisor;
      secondsUnder += piece.second() < needed ? piece.seconds() : 0;
      secondsOver += piece.second() > needed ? piece.seconds() : 0;
    }
    double surplusChanges = supply.changes() - demand.changes();
    return new Elasticity(
        under / untilSeconds,
        over / untilSeconds,
        underShare / untilSeconds,
        overShare / untilSeconds,
        secondsUnder / untilSeconds,
        secondsOver / untilSeconds,
        demand.changes(),
        supply.changes(),
        surplusChanges / untilSeconds * SECONDS_PER_MINUTE);
  }

  private static void checkEnd(String name, StepSeries series, double untilSeconds) {
    if (series.lastSeconds() > untilSeconds) {
      throw new IllegalArgumentException(
          "the end must not be before the last point of the %s (%s s), but was %s s"
              .formatted(name, series.lastSeconds(), untilSeconds));
    }
  }
}
