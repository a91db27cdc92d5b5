/** What a unit of work wants done later: rows, each run once in its guild's unit of work. */
@NullMarked
package dev.holdfast.kit.timer;

import org.jspecify.annotations.NullMarked;
