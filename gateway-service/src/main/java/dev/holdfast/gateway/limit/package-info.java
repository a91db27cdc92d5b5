/** Rate limits per person and per server, shared by all gateways. */
@NullMarked
package dev.holdfast.gateway.limit;

import org.jspecify.annotations.NullMarked;
