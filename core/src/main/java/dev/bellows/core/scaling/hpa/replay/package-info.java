/// Recordings of a horizontal pod autoscaler: read, decided again, written.
@NullMarked
package dev.bellows.core.scaling.hpa.replay;

import org.jspecify.annotations.NullMarked;
