package dev.bellows.core.scaling.hpa.replay;

import dev.bellows.core.scaling.Decision;
import dev.bellows.core.scaling.Observation;
import dev.bellows.core.scaling.Step;
import dev.bellows.core.scaling.hpa.HpaPolicy;
import dev.bellows.core.scaling.hpa.HpaSpec;
import dev.bellows.core.scaling.hpa.HpaState;
import dev.bellows.core.scaling.hpa.admission.Defaults;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One autoscaler and what it saw, tick after tick. What it decided then is not looked at.
///
/// @param id its name in the recording
public record Scenario(String id, HpaPolicy policy, List<Observation> observations) {

  public Scenario {
    observations = List.copyOf(observations);
  }

  /// Reads one line of a recording: `id`, `hpa`, `controller`, `containerRequests`, `ticks`.
  ///
  /// @throws UnreadableInputException naming the first field that is not as it must be
  public static Scenario of(Map<String, ?> document) {
    Input scenario = Input.document(document);
    Input id = scenario.at("id");
    Input requests = scenario.at("containerRequests");
    return new Scenario(
        id.isPresent() ? id.text() : "",
        new HpaPolicy(spec(scenario.at("hpa")), SettingsDocument.read(scenario.at("controller"))),
        scenario.at("ticks").list(tick -> ObservationDocument.read(tick, requests)));
  }

  private static HpaSpec spec(Input hpa) {
    if (!hpa.isPresent()) {
      throw new UnreadableInputException(hpa.path(), "is missing");
    }
    Map<String, Object> spec = new LinkedHashMap<>();
    hpa.at("spec").map().forEach((field, value) -> spec.put(String.valueOf(field), value));
    Map<String, Object> defaulted = new LinkedHashMap<>();
    hpa.map().forEach((field, value) -> defaulted.put(String.valueOf(field), value));
    defaulted.put("spec", Defaults.of(spec));
    try {
      return HpaSpec.of(defaulted);
    } catch (IllegalArgumentException unreadable) {
      throw new UnreadableInputException(hpa.path(), "cannot be used: " + unreadable.getMessage());
    }
  }

  /// What the engine decides at each tick, its memory carried from tick to tick.
  public List<Decision> replay() {
    List<Decision> decisions = new ArrayList<>();
    HpaState state = policy.initialState();
    for (Observation observation : observations) {
      Step<HpaState> step = policy.decide(state, observation);
      state = step.state();
      decisions.add(step.decision());
    }
    return decisions;
  }
}
