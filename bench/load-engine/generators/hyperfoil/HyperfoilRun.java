import static io.hyperfoil.http.steps.HttpStepCatalog.SC;

import io.hyperfoil.api.config.BenchmarkBuilder;
import io.hyperfoil.api.config.PhaseBuilder;
import io.hyperfoil.api.statistics.StatisticsSnapshot;
import io.hyperfoil.core.impl.LocalSimulationRunner;
import io.hyperfoil.http.api.HttpMethod;
import io.hyperfoil.http.config.HttpPluginBuilder;
import java.util.Locale;

/// Hyperfoil without its controller: one agent in this JVM, one event loop, 64 shared connections.
/// A warm-up phase, then the measured one, whose percentiles are printed in microseconds.
///
/// Arguments: port, `users` or `rate`, that number, warm-up seconds, measured seconds.
public final class HyperfoilRun {
  private HyperfoilRun() {}

  public static void main(String[] args) {
    int port = Integer.parseInt(args[0]);
    boolean open = args[1].equals("rate");
    int amount = Integer.parseInt(args[2]);
    long warmUpMillis = Long.parseLong(args[3]) * 1000;
    long measuredMillis = Long.parseLong(args[4]) * 1000;
    BenchmarkBuilder benchmark =
        BenchmarkBuilder.builder()
            .name("loopback")
            .addPlugin(HttpPluginBuilder::new)
            .ergonomics()
            .repeatCookies(false)
            .userAgentFromSession(false)
            .endErgonomics()
            .http()
            .host("127.0.0.1")
            .port(port)
            .allowHttp2(false)
            .sharedConnections(open ? 256 : amount)
            .endHttp()
            .endPlugin()
            .threads(1);
    phase(benchmark, "warmUp", open, amount, warmUpMillis);
    phase(benchmark, "measured", open, amount, measuredMillis).startAfterStrict("warmUp");
    StatisticsSnapshot total = new StatisticsSnapshot();
    new LocalSimulationRunner(
            benchmark.build(),
            (phase, step, metric, snapshot, countDown) -> {
              if (phase.name().equals("measured")) {
                total.add(snapshot);
              }
            },
            null,
            null)
        .run();
    System.out.printf(
        Locale.ROOT,
        "percentiles %.1f %.1f %.1f errors %d%n",
        total.histogram.getValueAtPercentile(50) / 1000.0,
        total.histogram.getValueAtPercentile(99) / 1000.0,
        total.histogram.getValueAtPercentile(99.9) / 1000.0,
        total.errors() + total.invalid);
    System.exit(0);
  }

  private static PhaseBuilder<?> phase(
      BenchmarkBuilder benchmark, String name, boolean open, int amount, long millis) {
    PhaseBuilder<?> phase =
        open
            ? benchmark.addPhase(name).constantRate(amount).variance(false).maxSessions(20_000)
            : benchmark.addPhase(name).always(amount);
    phase
        .duration(millis)
        .maxDuration(millis + 5_000)
        .scenario()
        .initialSequence("request")
        .step(SC)
        .httpRequest(HttpMethod.GET)
        .path("/")
        .timeout("30s")
        .endStep()
        .endSequence()
        .endScenario();
    return phase;
  }
}
