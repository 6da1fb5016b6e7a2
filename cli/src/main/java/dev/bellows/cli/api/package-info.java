/// How the commands reach the controller and read its answers.
@NullMarked
package dev.bellows.cli.api;

import org.jspecify.annotations.NullMarked;
