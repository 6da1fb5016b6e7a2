package dev.bellows.controller.cluster;

import java.util.List;

/// What is known of the place where the pods run. Answers come from memory.
public interface Surroundings {
  EnvironmentPicture environment();

  /// What cannot be seen or done here, one sentence each; empty when nothing is missing.
  List<String> limits();
}
