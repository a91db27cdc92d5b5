/** The one way to have a thread in the background: loops that never end by a fault. */
@NullMarked
package dev.holdfast.kit.loop;

import org.jspecify.annotations.NullMarked;
