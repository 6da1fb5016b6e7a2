package dev.bellows.demoapp.lifecycle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// The marks of a drain; all but `quiet` are counted from SIGTERM. `timeout` must stay below the
/// pod's terminationGracePeriodSeconds.
@ConfigMapping(prefix = "bellows.drain")
interface DrainConfig {

  /// So long the pod serves whatever arrives, since balancers learn late that it is going.
  @WithDefault("5s")
  Duration window();

  /// The pod stays until no request has come for so long, up to the timeout: while some come, a
  /// balancer has not learnt yet that it is going. Probes do not count.
  @WithDefault("2s")
  Duration quiet();

  /// So long a connection on which nothing happens is left to its client to close. Closing it from
  /// here could cross a request on the wire; a load tester lets go of it within 10 s.
  @WithDefault("12s")
  Duration idle();

  /// What is in flight then is given up and counted as lost.
  @WithDefault("25s")
  Duration timeout();
}
