/// The port over the Kubernetes API: it watches a Deployment that somebody else scales, and applies
/// what people ask for under a field manager of its own.
@NullMarked
package dev.bellows.controller.cluster.kubernetes;

import org.jspecify.annotations.NullMarked;
