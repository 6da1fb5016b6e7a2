package dev.bellows.core.scaling;

/// One measured value of one pod.
///
/// @param milli the value in thousandths of the metric's unit: millicores for CPU, thousandths of a
///   byte for memory
/// @param atMillis the end of the measuring window, on the observation's clock
/// @param windowMillis the length of the measuring window
public record Sample(long milli, long atMillis, long windowMillis) {}
