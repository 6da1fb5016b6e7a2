/// The whole bench on this machine: the services as child processes, from up to down.
@NullMarked
package dev.bellows.cli.lab;

import org.jspecify.annotations.NullMarked;
