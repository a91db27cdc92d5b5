/** Snapshots and restores of a large database, beside PostgreSQL's own programs. */
@NullMarked
package dev.holdfast.bench.snapshot;

import org.jspecify.annotations.NullMarked;
