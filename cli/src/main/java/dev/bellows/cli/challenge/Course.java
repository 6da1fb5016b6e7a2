package dev.bellows.cli.challenge;

/// How the workshop went so far, as far as later steps compare with it.
///
/// @param readyAtStart pods that were ready when the present step began
/// @param mostReadyBefore most pods that were ready at once in the steps before
record Course(long readyAtStart, long mostReadyBefore) {}
