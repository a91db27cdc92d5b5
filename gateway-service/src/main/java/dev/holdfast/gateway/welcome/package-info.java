/** The welcome message when the bot is added to a server. */
@NullMarked
package dev.holdfast.gateway.welcome;

import org.jspecify.annotations.NullMarked;
