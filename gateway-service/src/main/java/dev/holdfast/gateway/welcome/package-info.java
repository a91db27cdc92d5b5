/** What a server is told once, when the bot comes to it. */
@NullMarked
package dev.holdfast.gateway.welcome;

import org.jspecify.annotations.NullMarked;
