/// The load testers: where load is asked for, and what is known of its runs.
@NullMarked
package dev.bellows.controller.load;

import org.jspecify.annotations.NullMarked;
