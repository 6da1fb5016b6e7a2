/// The guided workshop: load in steps, each ticked when the bench has seen it happen.
@NullMarked
package dev.bellows.cli.challenge;

import org.jspecify.annotations.NullMarked;
