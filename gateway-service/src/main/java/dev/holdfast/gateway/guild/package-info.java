/** What the gateway knows of guilds: their roles and channels, who may do what, their prefix. */
@NullMarked
package dev.holdfast.gateway.guild;

import org.jspecify.annotations.NullMarked;
