package dev.bellows.controller.dashboard;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/// Who may use what changes something.
@ConfigMapping(prefix = "bellows.dashboard")
public interface DashboardConfig {

  /// Host names, without a port, by which this service is called besides its own: those of an
  /// ingress, say.
  Optional<List<String>> allowedHosts();
}
