/** The errors of all instances as one list: counted once, told when new, back or frequent. */
@NullMarked
package dev.holdfast.health.error;

import org.jspecify.annotations.NullMarked;
