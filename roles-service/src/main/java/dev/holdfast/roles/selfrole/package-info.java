/** Roles that members pick themselves, temporary roles, and roles given on joining. */
@NullMarked
package dev.holdfast.roles.selfrole;

import org.jspecify.annotations.NullMarked;
