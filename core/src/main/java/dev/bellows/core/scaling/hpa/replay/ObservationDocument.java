package dev.bellows.core.scaling.hpa.replay;

import dev.bellows.core.scaling.Metrics;
import dev.bellows.core.scaling.Observation;
import dev.bellows.core.scaling.PodObservation;
import dev.bellows.core.scaling.PodPhase;
import dev.bellows.core.scaling.Readiness;
import dev.bellows.core.scaling.Sample;
import java.util.Map;

/// What an autoscaler sees at one tick, as a document: `atSeconds`, `specReplicas`,
/// `statusReplicas`, `pods`, `metrics`, in the form of the recordings.
public final class ObservationDocument {

  private ObservationDocument() {}

  /// @param tick the document
  /// @param containerRequests container name -> resource -> quantity; every pod has these
  ///   containers
  /// @throws UnreadableInputException naming the first field that is not as it must be
  public static Observation read(Map<String, ?> tick, Map<String, ?> containerRequests) {
    return read(Input.document(tick), new Input("containerRequests", containerRequests));
  }

  static Observation read(Input tick, Input containerRequests) {
    int specReplicas = tick.at("specReplicas").count();
    Input statusReplicas = tick.at("statusReplicas");
    return new Observation(
        tick.at("atSeconds").optionalSeconds().orElse(0),
        specReplicas,
        statusReplicas.isPresent() ? statusReplicas.count() : specReplicas,
        tick.at("pods").list(ObservationDocument::pod),
        containerRequests.each(container -> container.each(Input::quantityMilli)),
        metrics(tick.at("metrics")));
  }

  private static PodObservation pod(Input pod) {
    Input ready = pod.at("ready");
    return new PodObservation(
        pod.at("name").text(),
        pod.at("phase").oneOf(PodPhase.class),
        pod.at("startedAtSeconds").optionalSeconds(),
        ready.isPresent() ? readiness(ready) : Readiness.ABSENT,
        pod.at("readyTransitionAtSeconds").optionalSeconds(),
        pod.at("deleted").flag());
  }

  /// YAML reads a bare True as a boolean.
  private static Readiness readiness(Input ready) {
    return ready.value() instanceof Boolean flag
        ? (flag ? Readiness.TRUE : Readiness.FALSE)
        : ready.oneOf(Readiness.class);
  }

  private static Metrics metrics(Input metrics) {
    return new Metrics(
        metrics.at("resource").each(ObservationDocument::samples),
        metrics
            .at("containerResource")
            .each(resource -> resource.each(ObservationDocument::samples)),
        metrics.at("pods").each(ObservationDocument::samples),
        metrics.at("object").each(Input::whole),
        metrics.at("external").each(values -> values.list(Input::whole)));
  }

  private static Map<String, Sample> samples(Input byPod) {
    return byPod.each(sample ->
        new Sample(
            sample.at("milli").whole(),
            sample.at("atSeconds").optionalSeconds().orElse(0),
            sample.at("windowSeconds").optionalSeconds().orElse(0)));
  }
}
