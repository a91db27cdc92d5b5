/** Keeps so many calls in flight and notes how long each took. */
@NullMarked
package dev.holdfast.bench.load;

import org.jspecify.annotations.NullMarked;
