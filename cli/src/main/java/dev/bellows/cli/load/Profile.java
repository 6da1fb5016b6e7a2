package dev.bellows.cli.load;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A named load. Intensity is in percent of full load, duration in seconds.
enum Profile {
  LIGHT(Map.of("intensity", "30", "duration", "60")),
  HEAVY(Map.of("intensity", "70", "duration", "120")),
  CHAOS(Map.of("intensity", "150", "duration", "300")),
  CUSTOM(Map.of("duration", "120"));

  private final Map<String, String> parameters;

  Profile(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  Map<String, String> parameters() {
    return parameters;
  }

  /// Reads a profile's name as it is written on the command line.
  static final class Names implements ITypeConverter<Profile> {
    @Override
    public Profile convert(String name) {
      try {
        return valueOf(name.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException unknown) {
        throw new TypeConversionException(
            "must be light, heavy, chaos or custom, but was '" + name + "'");
      }
    }
  }
}
