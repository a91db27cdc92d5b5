/**
 * Delivers events from Discord to services: in batches, in order, each handled once. Stores them
 * while a service is away.
 */
@NullMarked
package dev.holdfast.gateway.event;

import org.jspecify.annotations.NullMarked;
