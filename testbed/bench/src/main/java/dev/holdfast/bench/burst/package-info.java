/** Many people at once, with some distance between gateway and Discord. */
@NullMarked
package dev.holdfast.bench.burst;

import org.jspecify.annotations.NullMarked;
