/// Bellows cli.
@NullMarked
package dev.bellows.cli;

import org.jspecify.annotations.NullMarked;
