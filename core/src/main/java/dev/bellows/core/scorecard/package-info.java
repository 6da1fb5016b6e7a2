/// Scores of a recorded run: how well supply followed demand, whether the SLO held, where the time
/// of a scale-up went. Arithmetic on what was observed, nothing else.
@NullMarked
package dev.bellows.core.scorecard;

import org.jspecify.annotations.NullMarked;
