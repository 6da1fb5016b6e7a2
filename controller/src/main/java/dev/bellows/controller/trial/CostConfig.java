package dev.bellows.controller.trial;

import io.smallrye.config.ConfigMapping;
import java.util.OptionalDouble;

/// What the bench may cost.
@ConfigMapping(prefix = "bellows.cost")
public interface CostConfig {

  /// What 1,000 answered requests may cost over five minutes before that is a warning among the
  /// events; without it nothing is.
  OptionalDouble mostPerThousand();
}
