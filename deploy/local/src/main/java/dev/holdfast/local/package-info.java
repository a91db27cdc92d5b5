/** The local stack: starts everything on one machine, keeps it up, and ends it with itself. */
@NullMarked
package dev.holdfast.local;

import org.jspecify.annotations.NullMarked;
