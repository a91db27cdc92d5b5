/** Tests of role rules. */
@NullMarked
package dev.holdfast.roles.connection;

import org.jspecify.annotations.NullMarked;
