/// Trials: one autoscaling test from start to scorecard - prepare, calibrate, load, watch, settle,
/// score, keep.
@NullMarked
package dev.bellows.controller.trial;

import org.jspecify.annotations.NullMarked;
