/** The tests of why somebody has a role or not. */
@NullMarked
package dev.holdfast.roles.inquiry;

import org.jspecify.annotations.NullMarked;
