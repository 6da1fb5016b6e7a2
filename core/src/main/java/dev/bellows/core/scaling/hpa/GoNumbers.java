package dev.bellows.core.scaling.hpa;

/// Conversions of floating point numbers to integers as Go does them on amd64, where the controller
/// runs: towards zero, and anything that does not fit (NaN too) becomes the smallest integer. Java
/// would saturate instead, and a wildly high metric would scale up where Kubernetes scales down.
final class GoNumbers {

  private GoNumbers() {}

  /// `int32(value)`, the instruction CVTTSD2SL.
  static int int32(double value) {
    return value > -2147483649.0 && value < 2147483648.0 ? (int) value : Integer.MIN_VALUE;
  }

  /// `int64(value)`, the instruction CVTTSD2SQ.
  static long int64(double value) {
    return value >= -0x1p63 && value < 0x1p63 ? (long) value : Long.MIN_VALUE;
  }
}
