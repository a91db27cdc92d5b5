/**
 * Who may use which command where. Typed commands obey the rules that Discord applies to slash
 * commands.
 */
@NullMarked
package dev.holdfast.gateway.permission;

import org.jspecify.annotations.NullMarked;
