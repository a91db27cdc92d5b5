/** Requests between services: facts, orders and consultations, forwarded to the owner. */
@NullMarked
package dev.holdfast.gateway.relay;

import org.jspecify.annotations.NullMarked;
