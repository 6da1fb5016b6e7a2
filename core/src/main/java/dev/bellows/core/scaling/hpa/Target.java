package dev.bellows.core.scaling.hpa;

import java.util.OptionalInt;
import java.util.OptionalLong;

/// What a metric should be. Which of the three numbers counts depends on the kind of metric, as it
/// does upstream.
///
/// @param type `Utilization`, `AverageValue` or `Value`
/// @param averageUtilization percent of the request, averaged over the pods
/// @param averageValueMilli thousandths of the metric's unit per pod
/// @param valueMilli thousandths of the metric's unit
public record Target(
    String type,
    OptionalInt averageUtilization,
    OptionalLong averageValueMilli,
    OptionalLong valueMilli) {}
