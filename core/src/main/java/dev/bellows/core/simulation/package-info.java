/// A cluster in virtual time: the very policy that runs live, over a load that was recorded or
/// planned.
@NullMarked
package dev.bellows.core.simulation;

import org.jspecify.annotations.NullMarked;
