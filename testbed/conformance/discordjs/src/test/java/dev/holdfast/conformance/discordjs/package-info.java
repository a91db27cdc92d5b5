/** Runs the suite of discord.js, which is written in its own language. */
@NullMarked
package dev.holdfast.conformance.discordjs;

import org.jspecify.annotations.NullMarked;
