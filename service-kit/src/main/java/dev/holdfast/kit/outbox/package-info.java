/**
 * Effects on Discord and orders of other services: rows of the outbox, delivered to the gateway
 * until they have an outcome.
 */
@NullMarked
package dev.holdfast.kit.outbox;

import org.jspecify.annotations.NullMarked;
