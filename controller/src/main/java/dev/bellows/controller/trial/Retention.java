package dev.bellows.controller.trial;

import java.time.Duration;

/// How much of the past trials is kept.
///
/// @param mostBytes what all of it may take on disk; the recorded seconds of the oldest trials go
///   first, then the oldest trials
/// @param age what ended longer ago is forgotten
public record Retention(long mostBytes, Duration age) {}
