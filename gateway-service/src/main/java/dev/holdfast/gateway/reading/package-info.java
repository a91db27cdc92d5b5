/** What services read on Discord, cached and kept to Discord's limits in one place. */
@NullMarked
package dev.holdfast.gateway.reading;

import org.jspecify.annotations.NullMarked;
