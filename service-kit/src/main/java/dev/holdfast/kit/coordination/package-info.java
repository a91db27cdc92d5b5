/** What processes share in Redis: who tries. Who writes, PostgreSQL decides. */
@NullMarked
package dev.holdfast.kit.coordination;

import org.jspecify.annotations.NullMarked;
