package dev.bellows.cli.api;

import picocli.CommandLine.Option;

/// Whether the answer is for a program.
public final class JsonOption {
  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean wanted;

  public boolean wanted() {
    return wanted;
  }
}
