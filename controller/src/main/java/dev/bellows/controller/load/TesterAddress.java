package dev.bellows.controller.load;

import java.net.URI;

/// One load tester as it is reached: the configured address, and one of the machines that its host
/// name stands for.
///
/// @param machine an IP address
record TesterAddress(URI base, String machine) {

  int port() {
    int tls = base.getScheme().equals("https") ? 443 : 80;
    return base.getPort() < 0 ? tls : base.getPort();
  }

  /// As people are told it: by the machine, because the name may stand for several.
  @Override
  public String toString() {
    String host = machine.contains(":") ? "[" + machine + "]" : machine;
    return "%s://%s:%d".formatted(base.getScheme(), host, port());
  }
}
