/** The tests of claims on members' roles. */
@NullMarked
package dev.holdfast.roles.assignment;

import org.jspecify.annotations.NullMarked;
