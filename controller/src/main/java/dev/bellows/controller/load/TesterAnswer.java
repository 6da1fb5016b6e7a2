package dev.bellows.controller.load;

import java.util.Optional;

/// What a load tester answered, to be passed on as it is.
public record TesterAnswer(
    int status, String contentType, Optional<String> location, byte[] body) {}
