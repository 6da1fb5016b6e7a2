/// The mathematics of Bellows: when requests are due, what an autoscaler decides, how a run scores.
@NullMarked
package dev.bellows.core;

import org.jspecify.annotations.NullMarked;
