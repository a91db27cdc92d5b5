/** Redis, locks, leadership and jobs. Redis coordinates; PostgreSQL decides who may write. */
@NullMarked
package dev.holdfast.kit.coordination;

import org.jspecify.annotations.NullMarked;
