/** Decides which snapshots are kept, and removes the others. */
@NullMarked
package dev.holdfast.backup.retention;

import org.jspecify.annotations.NullMarked;
