/** Timelines for operators: operations, effects, timers and log lines. */
@NullMarked
package dev.holdfast.kit.timeline;

import org.jspecify.annotations.NullMarked;
