/// The live cycle of an autoscaler: observe, decide, act, record.
@NullMarked
package dev.bellows.controller.loop;

import org.jspecify.annotations.NullMarked;
