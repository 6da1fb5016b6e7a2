/// The `bellows` command: a client of the controller's API that can also run the whole lab here.
@NullMarked
package dev.bellows.cli;

import org.jspecify.annotations.NullMarked;
