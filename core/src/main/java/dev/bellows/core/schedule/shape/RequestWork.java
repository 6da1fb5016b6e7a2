package dev.bellows.core.schedule.shape;

/// What the requests of a load ask of the target.
public enum RequestWork {
  /// Hardly more than an answer: 1 ms of CPU.
  HTTP(1),
  /// 25 ms of CPU.
  CPU(25),
  /// Both of them, each with half of the CPU, so the mean is the harmonic one.
  MIXED(2 / (1 / HTTP.meanCpuMillis + 1 / CPU.meanCpuMillis));

  private final double meanCpuMillis;

  RequestWork(double meanCpuMillis) {
    this.meanCpuMillis = meanCpuMillis;
  }

  /// CPU that a request asks for on average \[ms\].
  public double meanCpuMillis() {
    return meanCpuMillis;
  }
}
