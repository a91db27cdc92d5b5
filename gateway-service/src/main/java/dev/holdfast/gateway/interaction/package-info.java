/** Slash commands and buttons: from Discord's raw interaction to the answer that appears. */
@NullMarked
package dev.holdfast.gateway.interaction;

import org.jspecify.annotations.NullMarked;
