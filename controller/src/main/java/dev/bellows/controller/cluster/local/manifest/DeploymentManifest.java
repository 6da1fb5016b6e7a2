package dev.bellows.controller.cluster.local.manifest;

import dev.bellows.core.scaling.hpa.Quantity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads the Deployment of the target.
final class DeploymentManifest {
  private static final int MOST_SECONDS = 3600;
  private static final int MOST_TRIES = 10_000;

  private DeploymentManifest() {}

  static PodTemplate read(Path file) {
    YamlNode deployment = YamlFile.read(file, "apps/v1", "Deployment");
    String name = deployment.required("metadata").required("name").text();
    YamlNode pod = deployment.required("spec").required("template").required("spec");
    YamlNode container = onlyContainer(pod.required("containers"));
    YamlNode resources = container.required("resources");
    Map<String, Long> requests = quantities(resources.required("requests"));
    OptionalLong limit = cpuLimit(resources, requests.get("cpu"));
    return new PodTemplate(
        name,
        container.required("name").text(),
        requests,
        limit,
        environment(container),
        probe(container, "startupProbe"),
        probe(container, "readinessProbe"),
        probe(container, "livenessProbe"),
        seconds(pod, "terminationGracePeriodSeconds", 30, 0));
  }

  private static YamlNode onlyContainer(YamlNode containers) {
    List<YamlNode> items = containers.items();
    if (items.size() != 1) {
      throw containers.wrong(
          "%s must hold exactly one container, because a local pod is one process, but holds %d"
              .formatted(containers.path(), items.size()));
    }
    return items.getFirst();
  }

  private static Map<String, Long> quantities(YamlNode requests) {
    Map<String, Long> milli = new LinkedHashMap<>();
    milli.put(
        "cpu", quantity(requests.required("cpu"), "a CPU quantity above zero such as 100m or 0.5"));
    if (milli.get("cpu") == 0) {
      throw requests.required("cpu").wrong("%s.cpu must be above zero".formatted(requests.path()));
    }
    requests
        .optional("memory")
        .ifPresent(
            memory -> milli.put("memory", quantity(memory, "a memory quantity such as 64Mi")));
    return Map.copyOf(milli);
  }

  private static OptionalLong cpuLimit(YamlNode resources, long requestMilli) {
    Optional<YamlNode> limits = resources.optional("limits");
    limits
        .flatMap(limit -> limit.optional("memory"))
        .ifPresent(memory -> quantity(memory, "a memory quantity such as 256Mi"));
    Optional<YamlNode> cpu = limits.flatMap(limit -> limit.optional("cpu"));
    if (cpu.isEmpty()) {
      return OptionalLong.empty();
    }
    long milli = quantity(cpu.get(), "a CPU quantity such as 500m");
    if (milli < requestMilli) {
      throw cpu.get()
          .wrong(
              "%s must be at least the request of %dm, but was %dm"
                  .formatted(cpu.get().path(), requestMilli, milli));
    }
    return OptionalLong.of(milli);
  }

  private static long quantity(YamlNode node, String expected) {
    return node.parsed(
        expected,
        text -> {
          Quantity quantity = Quantity.parse(text);
          if (quantity.signum() < 0) {
            throw new IllegalArgumentException("negative");
          }
          return quantity.milliValue();
        });
  }

  /// Variables with a literal value; those that refer to something are set by the cluster.
  private static Map<String, String> environment(YamlNode container) {
    Map<String, String> variables = new LinkedHashMap<>();
    container
        .optional("env")
        .ifPresent(list ->
            list.items()
                .forEach(variable ->
                    variable
                        .optional("value")
                        .ifPresent(value ->
                            variables.put(variable.required("name").text(), value.text()))));
    return Map.copyOf(variables);
  }

  private static Optional<HttpProbe> probe(YamlNode container, String key) {
    return container
        .optional(key)
        .map(probe ->
            new HttpProbe(
                probe.required("httpGet").required("path").text(),
                seconds(probe, "initialDelaySeconds", 0, 0),
                seconds(probe, "periodSeconds", 10, 1),
                seconds(probe, "timeoutSeconds", 1, 1),
                number(probe, "successThreshold", 1),
                number(probe, "failureThreshold", 3)));
  }

  private static Duration seconds(YamlNode parent, String key, int otherwise, int least) {
    return Duration.ofSeconds(
        parent.optional(key).map(node -> node.integer(least, MOST_SECONDS)).orElse(otherwise));
  }

  private static int number(YamlNode parent, String key, int otherwise) {
    return parent.optional(key).map(node -> node.integer(1, MOST_TRIES)).orElse(otherwise);
  }
}
