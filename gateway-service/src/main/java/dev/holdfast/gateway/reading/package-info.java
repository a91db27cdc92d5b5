/** What services read from Discord, cached and within Discord's limits. */
@NullMarked
package dev.holdfast.gateway.reading;

import org.jspecify.annotations.NullMarked;
