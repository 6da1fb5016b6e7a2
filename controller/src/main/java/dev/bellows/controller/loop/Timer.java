package dev.bellows.controller.loop;

import java.time.Duration;

/// Runs a task once, after a wait.
public interface Timer {
  void after(Duration wait, Runnable task);
}
