package dev.bellows.core.scaling.hpa.replay;

import dev.bellows.core.scaling.hpa.ControllerSettings;
import java.util.Map;

/// The controller's flags as a document: `tolerance`, `cpuInitializationPeriodSeconds`,
/// `initialReadinessDelaySeconds`, `downscaleStabilizationSeconds`. A flag that is absent has its
/// default.
public final class SettingsDocument {

  private SettingsDocument() {}

  /// @throws UnreadableInputException naming the first field that is not as it must be
  public static ControllerSettings read(Map<String, ?> document) {
    return read(new Input("controller", document));
  }

  static ControllerSettings read(Input flags) {
    ControllerSettings otherwise = ControllerSettings.DEFAULT;
    Input tolerance = flags.at("tolerance");
    return new ControllerSettings(
        tolerance.isPresent() ? tolerance.ratio() : otherwise.tolerance(),
        seconds(flags, "cpuInitializationPeriodSeconds", otherwise.cpuInitializationMillis()),
        seconds(flags, "initialReadinessDelaySeconds", otherwise.initialReadinessDelayMillis()),
        seconds(flags, "downscaleStabilizationSeconds", otherwise.downscaleStabilizationMillis()));
  }

  private static long seconds(Input flags, String flag, long otherwise) {
    return flags.at(flag).optionalSeconds().orElse(otherwise);
  }
}
