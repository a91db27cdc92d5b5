/** How much one person and one server may ask for in a while, kept by all gateways together. */
@NullMarked
package dev.holdfast.gateway.limit;

import org.jspecify.annotations.NullMarked;
