package dev.bellows.demoapp.hashing;

/// How much CPU burning threads may use; they stall in [#charge] when it is spent.
interface CpuQuota {

  /// Books CPU time that the calling thread has burnt, and stalls it while the quota is spent.
  void charge(long cpuNanos);

  long throttledPeriods();

  long throttledNanos();

  /// In a container the kernel keeps the limit, so nothing is left to do.
  CpuQuota UNLIMITED =
      new CpuQuota() {
        @Override
        public void charge(long cpuNanos) {}

        @Override
        public long throttledPeriods() {
          return 0;
        }

        @Override
        public long throttledNanos() {
          return 0;
        }
      };
}
