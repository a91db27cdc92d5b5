/** {@code /ping}: how long the ways to Discord and to the services are right now. */
@NullMarked
package dev.holdfast.gateway.ping;

import org.jspecify.annotations.NullMarked;
