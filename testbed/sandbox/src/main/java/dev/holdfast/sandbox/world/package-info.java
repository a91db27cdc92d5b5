/** What exists in this Discord (people, guilds, channels, messages) and how it survives a kill. */
@NullMarked
package dev.holdfast.sandbox.world;

import org.jspecify.annotations.NullMarked;
