package dev.bellows.core.cost;

import dev.bellows.core.scaling.hpa.HpaSpec;
import dev.bellows.core.scorecard.Demand;
import dev.bellows.core.scorecard.Elasticity;
import dev.bellows.core.scorecard.Overlay;
import dev.bellows.core.scorecard.Overlay.Piece;
import dev.bellows.core.scorecard.StepSeries;
import dev.bellows.core.simulation.SimulatedRun;
import dev.bellows.core.simulation.Simulation;
import dev.bellows.core.simulation.Surroundings;

/// What a recorded demand would have cost and missed under some settings, by the autoscaler itself
/// in virtual time.
///
/// What a replica carries is taken at its CPU request, so a smaller request carries less, even
/// where the node would have lent it more.
///
/// @param missedRequests requests beyond what the Ready replicas carry within the SLO
/// @param peakReplicas the most replicas asked for
public record Expected(
    CostReport cost, Elasticity elasticity, double missedRequests, double peakReplicas) {

  static Expected of(RecordedDemand recorded, Settings settings) {
    HpaSpec hpa = settings.appliedTo(recorded.hpa());
    Surroundings before = recorded.surroundings();
    long request = settings.cpuRequestMillicores();
    double capacity = recorded.capacityPerSecond() * request / before.cpuRequestMillicores();
    double until = recorded.untilSeconds();
    SimulatedRun run =
        Simulation.run(
            hpa,
            before.withCpu(request, before.cpuLimitMillicores()),
            recorded.offeredMillicores(),
            until);
    StepSeries demand = Demand.of(recorded.ratePerSecond(), capacity);
    double missed = 0;
    for (Piece piece : Overlay.of(recorded.ratePerSecond(), run.supply(), until)) {
      missed += Math.max(0, piece.first() - piece.second() * capacity) * piece.seconds();
    }
    double answered = recorded.ratePerSecond().integral(until) - missed;
    return new Expected(
        CostReport.of(
            recorded.prices(),
            recorded.footprint().withCpu(request),
            demand,
            run.desired(),
            until,
            Math.round(answered)),
        Elasticity.of(demand.between(0, until), run.supply().between(0, until), until),
        missed,
        run.desired().peak());
  }
}
