package dev.bellows.controller.cluster;

import java.net.URI;
import java.time.Duration;

/// One pod of the target beside the workload: no autoscaler and no Service knows it. It ends when
/// it is closed, and with this controller, however that ends.
public interface TargetCopy extends AutoCloseable {

  /// Where it serves, once it is ready.
  ///
  /// @throws IllegalStateException with a sentence, when it does not get ready in time
  URI awaitReady(Duration patience);

  @Override
  void close();
}
