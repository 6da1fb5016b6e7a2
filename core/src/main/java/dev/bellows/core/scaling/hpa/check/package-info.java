/// What is known to surprise people in a HorizontalPodAutoscaler that Kubernetes accepts.
@NullMarked
package dev.bellows.core.scaling.hpa.check;

import org.jspecify.annotations.NullMarked;
