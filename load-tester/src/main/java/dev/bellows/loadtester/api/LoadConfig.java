package dev.bellows.loadtester.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What the operator decides: the bounds of every run and how full load is reckoned.
@ConfigMapping(prefix = "bellows.load")
interface LoadConfig {

  /// Loaded when a request for load names no target.
  @WithDefault("http://demo-app")
  String target();

  /// Further names that may be loaded: exact ones, or `*.example.org` for all below.
  Optional<List<String>> targetAllow();

  /// Whether targets over TLS are believed whatever their certificate says, where a request for
  /// load does not say it.
  @WithDefault("false")
  boolean insecure();

  /// Names under which this service may be addressed, besides localhost and `load-tester`.
  Optional<List<String>> allowedHosts();

  /// CPU that all pods together use at full load \[millicores\].
  @WithDefault("500")
  int fullLoadMillicores();

  /// CPU that a request costs the target beyond the work it asks for \[microseconds\]. This is what
  /// a native pod needs in a cluster; whoever starts other pods says what those need.
  @WithDefault("300")
  int requestOverheadMicros();

  /// Requests/s of one run at most.
  @WithDefault("50000")
  double maxRate();

  @WithDefault("PT1H")
  Duration maxDuration();

  /// Runs at the same time at most.
  @WithDefault("8")
  int maxRuns();

  /// Requests of one run waiting or in flight at most; what is due beyond that is dropped.
  @WithDefault("4000")
  int maxInFlight();

  @WithDefault("PT30S")
  Duration requestTimeout();

  @WithDefault("PT3S")
  Duration connectTimeout();

  /// Connections of a run at least.
  @WithDefault("16")
  int connections();

  /// A connection is replaced or let go after this time, so that new pods get load.
  @WithDefault("PT10S")
  Duration connectionMaxAge();

  /// Threads that send; as many as suit the processors where it is not given.
  OptionalInt eventLoops();

  /// Ended runs that are remembered.
  @WithDefault("100")
  int keepRuns();

  /// Ended runs whose seconds are remembered; of older ones only the sums are.
  @WithDefault("20")
  int keepSeconds();
}
