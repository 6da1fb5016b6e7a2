/// What the bench looks like now: its state and its events.
@NullMarked
package dev.bellows.cli.watch;

import org.jspecify.annotations.NullMarked;
