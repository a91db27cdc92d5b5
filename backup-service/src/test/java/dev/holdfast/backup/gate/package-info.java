/** Snapshots before migrations. */
@NullMarked
package dev.holdfast.backup.gate;

import org.jspecify.annotations.NullMarked;
