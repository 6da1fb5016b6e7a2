/// The autoscaler's engine without a cluster: replay recordings, explain one decision, check a
/// spec.
@NullMarked
package dev.bellows.cli.hpa;

import org.jspecify.annotations.NullMarked;
