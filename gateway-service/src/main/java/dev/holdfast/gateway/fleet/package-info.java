/** The services behind the gateway: where they are, whether they answer, and how they are asked. */
@NullMarked
package dev.holdfast.gateway.fleet;

import org.jspecify.annotations.NullMarked;
