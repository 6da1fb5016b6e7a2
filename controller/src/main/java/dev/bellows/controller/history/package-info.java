/// What was observed and decided, the newest part of it, in memory.
@NullMarked
package dev.bellows.controller.history;

import org.jspecify.annotations.NullMarked;
