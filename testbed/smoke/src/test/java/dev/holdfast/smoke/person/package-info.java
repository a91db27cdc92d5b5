/** A person's data on the running stack. */
@NullMarked
package dev.holdfast.smoke.person;

import org.jspecify.annotations.NullMarked;
