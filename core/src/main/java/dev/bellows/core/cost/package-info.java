/// What replicas cost, what they would have cost otherwise, and which settings would cost less.
@NullMarked
package dev.bellows.core.cost;

import org.jspecify.annotations.NullMarked;
