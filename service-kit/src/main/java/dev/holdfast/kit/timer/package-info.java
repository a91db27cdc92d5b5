/** Timers: rows of a unit of work that run once at a later time. */
@NullMarked
package dev.holdfast.kit.timer;

import org.jspecify.annotations.NullMarked;
