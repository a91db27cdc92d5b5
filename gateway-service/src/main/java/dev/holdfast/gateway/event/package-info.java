/** Tells services what happens on Discord: in batches, once, and when they are back if need be. */
@NullMarked
package dev.holdfast.gateway.event;

import org.jspecify.annotations.NullMarked;
