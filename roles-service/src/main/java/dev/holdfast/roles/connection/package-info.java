/** Role rules: members hold a role while a condition about them holds, or once it did. */
@NullMarked
package dev.holdfast.roles.connection;

import org.jspecify.annotations.NullMarked;
