/// Trials and reports: run one, list them, compare two, fetch a report.
@NullMarked
package dev.bellows.cli.trial;

import org.jspecify.annotations.NullMarked;
