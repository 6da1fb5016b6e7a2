/// What the bench costs, and settings that would cost less.
@NullMarked
package dev.bellows.cli.cost;

import org.jspecify.annotations.NullMarked;
