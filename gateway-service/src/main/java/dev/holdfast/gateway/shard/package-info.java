/** Which gateway holds which shard of the bot, as agreed over Redis. */
@NullMarked
package dev.holdfast.gateway.shard;

import org.jspecify.annotations.NullMarked;
