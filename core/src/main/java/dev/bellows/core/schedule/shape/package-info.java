/// Shapes as people name them: named texts, read and checked, become the rate that they draw.
@NullMarked
package dev.bellows.core.schedule.shape;

import org.jspecify.annotations.NullMarked;
