/** The services behind the gateway: their instances, circuit breakers, and requests to them. */
@NullMarked
package dev.holdfast.gateway.fleet;

import org.jspecify.annotations.NullMarked;
