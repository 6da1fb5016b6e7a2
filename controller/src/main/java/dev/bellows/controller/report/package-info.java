/// The report as one file that needs nothing else: no server, no network.
@NullMarked
package dev.bellows.controller.report;

import org.jspecify.annotations.NullMarked;
