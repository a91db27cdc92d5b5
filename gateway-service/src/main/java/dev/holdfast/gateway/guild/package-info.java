/** Roles, channels and permissions of guilds; the guild's own settings. */
@NullMarked
package dev.holdfast.gateway.guild;

import org.jspecify.annotations.NullMarked;
