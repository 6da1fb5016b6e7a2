package dev.bellows.controller.cluster;

import dev.bellows.core.scaling.Condition;
import java.util.List;
import java.util.Map;

/// What an autoscaler last said of itself, as the `status` of a HorizontalPodAutoscaler has it.
///
/// @param currentMetrics one plain document per metric
public record AutoscalerStatus(
    int currentReplicas,
    int desiredReplicas,
    List<Condition> conditions,
    List<Map<String, Object>> currentMetrics) {}
