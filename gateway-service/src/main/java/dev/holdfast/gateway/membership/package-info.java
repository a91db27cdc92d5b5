/** Which guilds the bot is in, and since when it is not in others. */
@NullMarked
package dev.holdfast.gateway.membership;

import org.jspecify.annotations.NullMarked;
