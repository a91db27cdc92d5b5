/** Those who run the bot. */
@NullMarked
package dev.holdfast.gateway.operator;

import org.jspecify.annotations.NullMarked;
