import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Waits until each of a series of even arrivals is due and does nothing else. How late it notices
/// them, in microseconds, is what the machine alone does to a generator that has its core to
/// itself.
///
/// Arguments: arrivals/s, unmeasured seconds, measured seconds.
public final class BareTimer {
  private static final int LATEST_MICROS = 1_000_000;

  private BareTimer() {}

  public static void main(String[] args) {
    long rate = Long.parseLong(args[0]);
    long unmeasured = rate * Long.parseLong(args[1]);
    long measured = rate * Long.parseLong(args[2]);
    int[] late = new int[LATEST_MICROS + 1];
    long begin = System.nanoTime();
    long arrival = 0;
    while (arrival < unmeasured + measured) {
      long lag = System.nanoTime() - begin - TimeUnit.SECONDS.toNanos(arrival) / rate;
      if (lag < 0) {
        LockSupport.parkNanos(-lag);
        continue;
      }
      if (arrival >= unmeasured) {
        late[(int) Math.min(LATEST_MICROS, TimeUnit.NANOSECONDS.toMicros(lag))]++;
      }
      arrival++;
    }
    System.out.printf(Locale.ROOT, "lag %d%n", percentile99(late, measured));
  }

  private static int percentile99(int[] late, long measured) {
    long later = measured;
    int micros = -1;
    while (later > measured / 100) {
      later -= late[++micros];
    }
    return micros;
  }
}
