package dev.holdfast.gateway.fleet;

/** What an instance answered, body as it came. */
record HttpAnswer(int status, String body) {}
