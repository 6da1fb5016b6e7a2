package dev.bellows.controller.cluster.local;

import dev.bellows.controller.cluster.ClusterRefusal;
import dev.bellows.controller.cluster.Upkeep;
import java.util.List;

/// On this machine there are no objects that others could change.
public final class NothingToKeep implements Upkeep {
  private static final int CONFLICT = 409;

  @Override
  public List<KeptObject> drift() {
    return List.of();
  }

  @Override
  public List<KeptObject> repair() {
    return List.of();
  }

  @Override
  public List<KeptObject> deploy() {
    throw new ClusterRefusal(
        CONFLICT,
        "This bench runs its pods itself; only one on Kubernetes can be asked to deploy.");
  }
}
