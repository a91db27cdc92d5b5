/** {@code /help}: what the bot can do for the person who asks. */
@NullMarked
package dev.holdfast.gateway.help;

import org.jspecify.annotations.NullMarked;
