package dev.holdfast.health.alert;

import java.time.Instant;

/** A route was told that of an incident. */
record Delivery(long incident, String route, Told told, Instant at) {}
