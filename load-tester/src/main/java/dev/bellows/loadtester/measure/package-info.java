/// What happened to each arrival: counts that add up, corrected and service-time histograms, and
/// the judgement whether the generator kept its own schedule.
@NullMarked
package dev.bellows.loadtester.measure;

import org.jspecify.annotations.NullMarked;
