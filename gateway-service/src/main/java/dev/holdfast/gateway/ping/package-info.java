/** {@code /ping}: the latency to Discord and to each service. */
@NullMarked
package dev.holdfast.gateway.ping;

import org.jspecify.annotations.NullMarked;
