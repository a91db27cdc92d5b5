/**
 * {@code /status} for everyone, {@code /healthcheck} for admins, {@code /incident} for operators.
 */
@NullMarked
package dev.holdfast.health.status;

import org.jspecify.annotations.NullMarked;
