/** Locks and unlocks beside Redisson. */
@NullMarked
package dev.holdfast.bench.lock;

import org.jspecify.annotations.NullMarked;
