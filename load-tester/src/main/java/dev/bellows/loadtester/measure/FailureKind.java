package dev.bellows.loadtester.measure;

/// Why a request that was sent got no good answer.
public enum FailureKind {
  /// The connection was refused or could not be made.
  CONNECT,
  /// The connection was not made in time.
  CONNECT_TIMEOUT,
  /// No TLS could be agreed on, or the target's certificate is not trusted, or the target does not
  /// speak the HTTP that it must.
  TLS,
  /// No complete answer in time.
  TIMEOUT,
  /// The peer reset the connection before the answer was complete.
  RESET,
  /// The peer closed the connection before the answer was complete.
  CLOSED,
  /// The answer was not the HTTP that was asked for, or its head was over the limit.
  MALFORMED,
  /// A complete answer with a status of 300 to 399: redirects are not followed.
  STATUS_3XX,
  /// A complete answer with a status of 400 to 499.
  STATUS_4XX,
  /// A complete answer with a status of 500 or above.
  STATUS_5XX
}
