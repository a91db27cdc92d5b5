/** Explains why a member has a role or not, its history, and what is in the way. */
@NullMarked
package dev.holdfast.roles.inquiry;

import org.jspecify.annotations.NullMarked;
