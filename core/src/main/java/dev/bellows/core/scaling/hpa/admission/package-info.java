/// What the API server answers to a HorizontalPodAutoscaler: decoded strictly, defaulted,
/// validated.
@NullMarked
package dev.bellows.core.scaling.hpa.admission;

import org.jspecify.annotations.NullMarked;
