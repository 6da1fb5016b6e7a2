/// The bench on a whole terminal: a picture of what is known, a pure page that draws it, a thin
/// shell that shows it and reads keys; plain lines where there is no terminal.
@NullMarked
package dev.bellows.cli.monitor;

import org.jspecify.annotations.NullMarked;
