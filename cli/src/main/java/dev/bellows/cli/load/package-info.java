/// Starting, following and stopping load.
@NullMarked
package dev.bellows.cli.load;

import org.jspecify.annotations.NullMarked;
