package dev.bellows.controller;

/// A setting that cannot be used; the message is one sentence.
final class UnusableSettingException extends RuntimeException {
  UnusableSettingException(String sentence) {
    super(sentence);
  }
}
