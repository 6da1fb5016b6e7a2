/// `bellows score`: scores recorded series offline.
@NullMarked
package dev.bellows.cli.score;

import org.jspecify.annotations.NullMarked;
