package dev.holdfast.kit.outbox;

/** There are new effects, committed; fired as an event. */
record OutboxFilled() {}
