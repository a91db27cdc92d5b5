/** Discord's official description of its REST API, and what is held against it. */
@NullMarked
package dev.holdfast.discord.openapi;

import org.jspecify.annotations.NullMarked;
