/** When snapshots are taken. */
@NullMarked
package dev.holdfast.backup.schedule;

import org.jspecify.annotations.NullMarked;
