/** The people who run the bot, and the alerts they get. */
@NullMarked
package dev.holdfast.gateway.operator;

import org.jspecify.annotations.NullMarked;
