/**
 * Counts commands and members minute by minute, and sends the counts to the service that takes
 * them. No person's id is among them.
 */
@NullMarked
package dev.holdfast.gateway.usage;

import org.jspecify.annotations.NullMarked;
