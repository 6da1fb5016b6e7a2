/// What an autoscaler is: it observes, it decides, and it says why.
@NullMarked
package dev.bellows.core.scaling;

import org.jspecify.annotations.NullMarked;
