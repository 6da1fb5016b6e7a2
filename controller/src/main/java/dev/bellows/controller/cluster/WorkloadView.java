package dev.bellows.controller.cluster;

/// What people are shown of the workload: the latest picture, at most about a second old. Never
/// waits.
public interface WorkloadView {
  WorkloadPicture latest();
}
