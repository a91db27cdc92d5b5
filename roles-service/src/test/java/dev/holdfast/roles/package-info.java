/** Contracts that hold for all of the roles service. */
@NullMarked
package dev.holdfast.roles;

import org.jspecify.annotations.NullMarked;
