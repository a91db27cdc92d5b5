/** A local Discord: one process that any standard client library can log in to. */
@NullMarked
package dev.holdfast.sandbox;

import org.jspecify.annotations.NullMarked;
