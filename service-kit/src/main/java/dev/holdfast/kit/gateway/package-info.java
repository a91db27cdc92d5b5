/** Clients of the gateways: reads Discord, sent files and other services' commands. */
@NullMarked
package dev.holdfast.kit.gateway;

import org.jspecify.annotations.NullMarked;
