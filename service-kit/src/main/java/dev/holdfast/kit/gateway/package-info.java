/** How a service asks the gateways for something. */
@NullMarked
package dev.holdfast.kit.gateway;

import org.jspecify.annotations.NullMarked;
