/** Maintenance of the bot, of a feature, or of joining servers. */
@NullMarked
package dev.holdfast.gateway.maintenance;

import org.jspecify.annotations.NullMarked;
