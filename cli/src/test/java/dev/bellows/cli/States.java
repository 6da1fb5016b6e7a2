package dev.bellows.cli;

import dev.bellows.cli.api.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// States of a bench as the controller tells them.
public final class States {
  public static final String RUN =
      """
      {"id":"rdrt2g10","state":"RUNNING","users":0,"intensity":70.0,"type":"mixed","shape":"steps",
       "endsAt":"2026-01-01T00:01:30Z","targetRate":133.43,"achievedRate":131.9,"answered":16065,"failed":3,"dropped":0,
       "latency":{"corrected":{"p50":2.0,"p95":16.5,"p99":46.1}},
       "second":{"corrected":{"p50":1.9,"p95":15.5,"p99":44.4}}}
      """;

  private States() {}

  /// @param ready of the desired pods
  public static String json(int ready, int desired, int cpuPercent, String run, String sentence) {
    List<String> pods = new ArrayList<>();
    for (int i = 0; i < desired; i++) {
      pods.add(
          String.format(
              Locale.ROOT,
              """
              {"name":"demo-app-p%04d","phase":"Running","ready":%s,"terminating":false,"cpuMillicores":%s,"requests":%d}
              """,
              i,
              i < ready,
              i < ready ? 40 + i : "null",
              100 * i));
    }
    return """
    {"time":"2026-01-01T00:00:45Z","cluster":"local",
     "workload":{"name":"demo-app","min":1,"max":10,"desired":%d,"current":%d,"ready":%d},
     "pods":[%s],
     "hpa":{"targetUtilization":50,"currentUtilization":%d,"conditions":[
       {"type":"AbleToScale","status":"True","reason":"SucceededRescale","message":"m"},
       {"type":"ScalingActive","status":"True","reason":"ValidMetricFound","message":"m"},
       {"type":"ScalingLimited","status":"True","reason":"ScaleUpLimit","message":"m"}]},
     "runs":[%s],"loadTester":{"reachable":true},
     "lastDecision":{"time":"2026-01-01T00:00:30Z","from":1,"to":%d,"reason":"r","sentence":"%s"}}
    """
        .formatted(
            desired,
            desired,
            ready,
            pods.stream().collect(Collectors.joining(",")),
            cpuPercent,
            run,
            desired,
            sentence);
  }

  public static Json state(int ready, int desired, int cpuPercent, String run, String sentence) {
    return Json.parse(json(ready, desired, cpuPercent, run, sentence));
  }
}
