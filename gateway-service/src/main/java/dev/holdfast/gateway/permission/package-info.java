/**
 * Who may use which command where, as a server's settings on Discord say: what Discord itself holds
 * slash commands to holds for typed ones too.
 */
@NullMarked
package dev.holdfast.gateway.permission;

import org.jspecify.annotations.NullMarked;
