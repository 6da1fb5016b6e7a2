package dev.bellows.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/// Tells the version that the build wrote into the jar's manifest. A native executable has no
/// manifest; its build sets a property and initialises this class, so that the value is kept.
final class Version implements IVersionProvider {
  private static final @Nullable String OF_THE_BUILD = System.getProperty("bellows.version");

  @Override
  public String[] getVersion() {
    String packaged = Version.class.getPackage().getImplementationVersion();
    String version = packaged == null ? OF_THE_BUILD : packaged;
    return new String[] {
      "bellows " + (version == null ? "(not packaged)" : version),
      "Java " + Runtime.version() + " on " + System.getProperty("os.name")
    };
  }
}
