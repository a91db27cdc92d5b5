/** Snapshots that were proven by restoring them, and the ways back from them. */
@NullMarked
package dev.holdfast.backup;

import org.jspecify.annotations.NullMarked;
