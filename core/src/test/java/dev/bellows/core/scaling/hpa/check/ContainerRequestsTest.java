package dev.bellows.core.scaling.hpa.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellows.core.scaling.hpa.admission.Sample;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ContainerRequestsTest {

  @Test
  @SuppressWarnings("unchecked")
  void requests_are_read_off_the_pod_template_and_limits_stand_in() {
    Map<String, Object> deployment =
        (Map<String, Object>)
            Sample.json(
                """
                {"kind": "Deployment", "spec": {"template": {"spec": {"containers": [
                  {"name": "app", "resources": {
                    "requests": {"cpu": "0.1", "nvidia.com/gpu": 1}, "limits": {"memory": "1Ki"}}},
                  {"name": "bare"}]}}}}\
                """);

    assertThat(ContainerRequests.of(deployment))
        .isEqualTo(Map.of("app", Map.of("cpu", "100m", "memory", "1024000m"), "bare", Map.of()));
    assertThat(ContainerRequests.of(Map.of("kind", "Service"))).isEmpty();
  }
}
