package dev.bellows.manifests;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;

/// Quantities as Kubernetes writes them, as numbers.
final class Amounts {

  private Amounts() {}

  /// Cores or bytes.
  static BigDecimal of(String quantity) {
    return Quantity.getAmountInBytes(Quantity.parse(quantity));
  }
}
