package dev.bellows.controller.cluster.local.manifest;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What every pod of the target is made from.
///
/// @param workload name of the Deployment; pod names begin with it
/// @param requestsMilli resource name -> request in thousandths; `cpu` is always there
/// @param cpuLimitMilli millicores that the pod may use
/// @param environment variables with a fixed value
public record PodTemplate(
    String workload,
    String container,
    Map<String, Long> requestsMilli,
    OptionalLong cpuLimitMilli,
    Map<String, String> environment,
    Optional<HttpProbe> startup,
    Optional<HttpProbe> readiness,
    Optional<HttpProbe> liveness,
    Duration terminationGrace) {}
