/** Doors for strangers: how often each may ask. */
@NullMarked
package dev.holdfast.kit.door;

import org.jspecify.annotations.NullMarked;
