package dev.bellows.controller.dashboard;

import dev.bellows.controller.loop.Autoscaler;
import dev.bellows.core.scaling.hpa.check.Checked;
import dev.bellows.core.scaling.hpa.check.Finding;
import dev.bellows.core.scaling.hpa.check.HpaCheck;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/// What there is to say of an autoscaler before it is applied: what is surprising about it, and how
/// it is written as YAML.
record HpaReview(List<Surprise> findings, String yaml) {

  /// @param rule its name, for programs
  /// @param field the path that causes it
  /// @param sentence what will happen and why
  /// @param better what to write instead
  @RegisterForReflection
  record Surprise(String rule, String field, String sentence, String better) {
    static Surprise of(Finding finding) {
      return new Surprise(finding.rule(), finding.field(), finding.sentence(), finding.better());
    }
  }

  static HpaReview of(Autoscaler autoscaler) {
    List<Surprise> findings =
        HpaCheck.check(List.of(autoscaler.document())).stream()
            .map(Checked::findings)
            .flatMap(List::stream)
            .map(Surprise::of)
            .toList();
    return new HpaReview(findings, yaml(autoscaler.document()));
  }

  void addTo(Map<String, Object> document) {
    document.put("findings", findings);
    document.put("yaml", yaml);
  }

  /// What somebody would write in a file: no status, and of the metadata what names the object.
  private static String yaml(Map<String, Object> document) {
    Map<String, Object> written = new LinkedHashMap<>();
    for (String key : List.of("apiVersion", "kind")) {
      written.put(key, document.get(key));
    }
    written.put("metadata", named(document.get("metadata")));
    written.put("spec", document.get("spec"));
    DumpSettings settings =
        DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setIndent(2).build();
    return new Dump(settings).dumpToString(written);
  }

  private static Map<String, Object> named(Object metadata) {
    Map<String, Object> names = new LinkedHashMap<>();
    if (metadata instanceof Map<?, ?> all) {
      for (String key : List.of("name", "namespace", "labels")) {
        if (all.get(key) != null) {
          names.put(key, all.get(key));
        }
      }
    }
    return names;
  }
}
