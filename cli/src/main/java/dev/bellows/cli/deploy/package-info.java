/// Puts the bench on a cluster and takes it off again, through the installed kubectl.
@NullMarked
package dev.bellows.cli.deploy;

import org.jspecify.annotations.NullMarked;
