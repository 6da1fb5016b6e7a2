/// Text as pictures: styled lines that fit a width, bars, curves. Knows nothing of the bench.
@NullMarked
package dev.bellows.cli.draw;

import org.jspecify.annotations.NullMarked;
