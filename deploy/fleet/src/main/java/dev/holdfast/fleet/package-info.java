/** Reads {@code deploy/fleet.properties}: which services there are and what each of them needs. */
@NullMarked
package dev.holdfast.fleet;

import org.jspecify.annotations.NullMarked;
