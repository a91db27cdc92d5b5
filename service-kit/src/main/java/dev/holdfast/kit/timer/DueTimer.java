package dev.holdfast.kit.timer;

import java.time.Duration;

/**
 * A timer that is due.
 *
 * @param late by how much it runs after it was due
 * @param sayLate whether people are to be told, see {@link CatchUp.WithNote}
 */
public record DueTimer(Timer timer, Duration late, boolean sayLate) {}
