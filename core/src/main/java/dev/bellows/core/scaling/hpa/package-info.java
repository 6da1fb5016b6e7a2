/// The horizontal pod autoscaler, autoscaling/v2, reconciliation by reconciliation as Kubernetes
/// 1.36 decides it.
@NullMarked
package dev.bellows.core.scaling.hpa;

import org.jspecify.annotations.NullMarked;
