/// What was observed and decided, second by second, in memory and on disk.
@NullMarked
package dev.bellows.controller.history;

import org.jspecify.annotations.NullMarked;
